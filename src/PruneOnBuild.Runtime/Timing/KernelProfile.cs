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
    public static IReadOnlyList<KernelTime> Read(string path, int warmUps)
    {
        using var stream = File.OpenRead(path);
        using var profile = JsonDocument.Parse(stream);
        var nodes = new Dictionary<(string Name, string Operator), List<double>>();
        foreach (var entry in profile.RootElement.EnumerateArray())
        {
            if (Text(entry, "cat") != "Node" || Text(entry, "name") is not { } name || !name.EndsWith(KernelSuffix, StringComparison.Ordinal)
                || !entry.TryGetProperty("args", out var arguments))
                continue;
            var node = (name[..^KernelSuffix.Length], Text(arguments, "op_name") ?? "");
            if (!nodes.TryGetValue(node, out var times))
                nodes[node] = times = [];
            times.Add(entry.GetProperty("dur").GetDouble());
        }

        return
        [
            .. nodes.Where(node => node.Value.Count > warmUps).Select(node => new KernelTime(
                node.Key.Name, node.Key.Operator, (QuietTime.Of(node.Value.Skip(warmUps)) + LostUs) / 1000)),
        ];
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
