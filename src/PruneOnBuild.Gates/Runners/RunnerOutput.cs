using System.Text.Json;
using PruneOnBuild.Policy;
using PruneOnBuild.Runtime;

namespace PruneOnBuild.Gates.Runners;

/// <summary>Reads what a runner prints: <c>{ "ms": [1.92, 1.88] }</c>, as the whole output or as its last line.</summary>
internal static class RunnerOutput
{
    /// <returns>One or more numbers, each finite and above 0.</returns>
    /// <exception cref="Policy.Diagnostics.PruneOnBuildException">POB5172 or POB5173.</exception>
    public static double[] Read(string text, TargetRunner runner)
    {
        var lines = text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0).ToArray();
        var times = Times(text) ?? (lines.Length > 0 ? Times(lines[^1]) : null)
            ?? throw RuntimeErrors.RunnerPrintsNoTimes(runner, lines.Length > 0 ? lines[^1] : "nothing");
        var wrong = times.Cast<double?>().FirstOrDefault(ms => !(double.IsFinite(ms!.Value) && ms > 0));
        return times.Length > 0 && wrong is null ? times : throw RuntimeErrors.RunnerTimesUnusable(runner, wrong);
    }

    /// <summary>Null where the text is no such JSON. An entry that is no number is NaN.</summary>
    private static double[]? Times(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            return json.RootElement is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty("ms", out var ms)
                && ms.ValueKind == JsonValueKind.Array
                ? [.. ms.EnumerateArray().Select(time => time.ValueKind == JsonValueKind.Number && time.TryGetDouble(out var value) ? value : double.NaN)]
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
