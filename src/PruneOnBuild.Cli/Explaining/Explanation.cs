using System.Text;
using PruneOnBuild.Cli.Stages;
using PruneOnBuild.Gates;
using PruneOnBuild.Gates.Verdicts;

namespace PruneOnBuild.Cli.Explaining;

/// <summary>The text of <c>explain</c> on one model.</summary>
internal static class Explanation
{
    /// <param name="build">Whether a build would run again, in words.</param>
    /// <param name="states">What would become of prune.lock and each stage: a name, and one line of words.</param>
    /// <param name="measurements">What was measured last; of what is not stored, nothing.</param>
    /// <param name="shown">A path as people read it.</param>
    public static string Of(
        ModelJob job, string build, IReadOnlyList<(string Name, string State)> states, Measurements measurements, Func<string, string> shown)
    {
        var text = new StringBuilder($"{shown(job.Path)}\n");
        var entry = job.Model.Location with { File = shown(job.Model.Location.File) };
        Append(text, "entry", $"{entry}: path {job.Model.Path.Value}, target {job.Target.Name}");
        Append(text, "build", build);
        foreach (var (name, state) in states)
            Append(text, name, state);
        var verdicts = Judge.Decide(measurements, job.Model.Gates, JudgingConditions.Current());
        if (verdicts.IsEmpty)
            Append(text, "gates", "none: nothing is judged");
        foreach (var verdict in verdicts)
            Append(text, "gate", $"{verdict.Gate}, line {verdict.Location.Line}: {verdict.RequiredText}; {Last(verdict)}");
        return text.ToString();
    }

    private static string Last(Verdict verdict) => verdict.Actual is null
        ? "no figure is stored" : $"last {verdict.ActualText}, {Word(verdict.Outcome)}";

    private static string Word(VerdictOutcome outcome) => outcome switch
    {
        VerdictOutcome.Pass => "passed",
        VerdictOutcome.Fail => "missed",
        VerdictOutcome.Inconclusive => "undecided",
        _ => "not judged here",
    };

    private static void Append(StringBuilder text, string name, string words) => text.Append($"  {name,-9} {words}\n");
}
