using System.Text;
using PruneOnBuild.Cli.Caching;
using PruneOnBuild.Cli.Output.Ci;
using PruneOnBuild.Gates.Verdicts;
using PruneOnBuild.Runtime;

namespace PruneOnBuild.Cli.Output;

/// <summary>
/// A run's record for a build, which repeats the run without this program while all that it depends on is the same: a line each, a word and its value.
/// The task of the build reads it (<c>PruneOnBuild.Tasks.Runs.RunRecord</c>).
/// </summary>
internal static class RunRecordFile
{
    /// <summary>Environment variables that runs go by. Another value, and the run is another.</summary>
    private static readonly string[] s_variables =
        [.. JudgingConditions.CiVariables.Union(CiWriters.Variables).Append(MachineFingerprint.RunnerVariable)];

    /// <param name="isSummarized">The reports go onto a page that each run finds by its environment.</param>
    public static void Write(string path, RunRecord record, RunBasis basis, bool isSummarized)
    {
        var text = new StringBuilder();
        foreach (var input in basis.Inputs.Distinct())
            Add(input.IsThere ? "input" : "absent", [input.Path]);
        Add("variable", s_variables);
        Add("until", basis.LastDay is { } day ? [day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)] : []);
        Add("publish", basis.Published.Select(file => $"{ContentHash.OfFile(file)} {file}"));
        Add("summary", isSummarized ? ["github"] : []);
        Add("say", record.Said);
        AtomicFile.WriteAllText(path, text.ToString());

        void Add(string word, IEnumerable<string> values)
        {
            foreach (string value in values)
                text.Append(word).Append(' ').Append(value).Append('\n');
        }
    }
}
