using System.Text.Json;

namespace PruneOnBuild.Runtime.Timing;

/// <summary>Reads what ONNX Runtime's profiler writes: a JSON array with an event for every kernel of every run.</summary>
internal static class KernelProfile
{
    private const string KernelSuffix = "_kernel_time";

    /// <summary>The profiler counts whole microseconds and rounds down.</summary>
    private const double LostUs = 0.5;

    /// <param name="warmUps">First runs that do not count.</param>
    /// <returns>One for each node, in the order in which they first ran.</returns>
    public static IReadOnlyList<KernelTime> Read(string path, int warmUps) =>
    [
        .. Nodes(path).GroupBy(node => (node.Name, node.Operator)).Where(node => node.Count() > warmUps).Select(node => new KernelTime(
            node.Key.Name, node.Key.Operator, (QuietTime.Of(node.Skip(warmUps).Select(run => run.Us)) + LostUs) / 1000)),
    ];

    /// <summary>Every kernel of every run, in order.</summary>
    public static IReadOnlyList<ProfiledNode> Nodes(string path)
    {
        using var stream = File.OpenRead(path);
        using var profile = JsonDocument.Parse(stream);
        var nodes = new List<ProfiledNode>();
        foreach (var entry in profile.RootElement.EnumerateArray())
        {
            if (Text(entry, "cat") != "Node" || Text(entry, "name") is not { } name || !name.EndsWith(KernelSuffix, StringComparison.Ordinal)
                || !entry.TryGetProperty("args", out var arguments))
                continue;
            nodes.Add(new ProfiledNode(
                name[..^KernelSuffix.Length], Text(arguments, "op_name") ?? "", Text(arguments, "provider") ?? "", entry.GetProperty("dur").GetDouble()));
        }

        return nodes;
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
