using System.Text;
using PruneOnBuild.Cli.Caching;

namespace PruneOnBuild.Cli.Output.Ci;

/// <summary>Adds reports to the page of a GitHub step, which several workers of a build may do at once.</summary>
internal static class StepSummary
{
    /// <summary>Of a page that is longer, GitHub shows nothing at all.</summary>
    public const int MostBytes = 1 << 20;

    /// <summary>Room for the sentence on what did not fit.</summary>
    private const int Kept = 256;

    public static void Append(string path, IReadOnlyList<string> reports)
    {
        using var turn = KeyLock.Wait($"{path}.lock", () => { });
        using var page = new FileStream(path, FileMode.Append);
        int left = 0;
        foreach (string report in reports)
        {
            byte[] text = Encoding.UTF8.GetBytes($"{File.ReadAllText(report)}\n");
            if (page.Length + text.Length <= MostBytes - Kept)
                page.Write(text, 0, text.Length);
            else
                left++;
        }
        byte[] rest = Encoding.UTF8.GetBytes($"{left} more reports did not fit here; they lie beside the pruned models.\n");
        if (left > 0 && page.Length + rest.Length <= MostBytes)
            page.Write(rest, 0, rest.Length);
    }
}
