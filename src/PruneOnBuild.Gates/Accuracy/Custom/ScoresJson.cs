using System.Text.Json;
using PruneOnBuild.Policy.Diagnostics;

namespace PruneOnBuild.Gates.Accuracy.Custom;

/// <summary>What the user's program says: a number, or a list of numbers.</summary>
internal static class ScoresJson
{
    /// <exception cref="PruneOnBuildException">POB4036: it is neither.</exception>
    public static double[] Read(string text, SourceLocation place)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            return json.RootElement.ValueKind == JsonValueKind.Array
                ? [.. json.RootElement.EnumerateArray().Select(Number)]
                : [Number(json.RootElement)];
        }
        catch (JsonException)
        {
            throw GateErrors.CustomScores(place, text.Trim().Length == 0 ? "nothing" : $"'{Shortened(text)}', which is no JSON");
        }
        catch (InvalidOperationException)
        {
            throw GateErrors.CustomScores(place, $"'{Shortened(text)}', which holds something else than numbers");
        }
    }

    // NaN is no JSON number; programs write null for it.
    private static double Number(JsonElement element) => element.ValueKind == JsonValueKind.Null ? double.NaN : element.GetDouble();

    private static string Shortened(string text)
    {
        var line = text.Trim().Split('\n')[0].Trim();
        return line.Length > 60 ? line[..60] + "..." : line;
    }
}
