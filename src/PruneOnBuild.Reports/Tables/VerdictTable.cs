using PruneOnBuild.Gates.Verdicts;

namespace PruneOnBuild.Reports.Tables;

/// <summary>Each gate: what it came to, what is, what is wanted.</summary>
internal static class VerdictTable
{
    public static Table Of(Report report) => new(
        [new("gate"), new("verdict"), new("actual"), new("required")],
        [.. report.Verdicts.Select(verdict => (System.Collections.Immutable.ImmutableArray<string>)
            [verdict.Gate, Word(verdict.Outcome), verdict.ActualText, verdict.RequiredText])]);

    public static string Word(VerdictOutcome outcome) => outcome switch
    {
        VerdictOutcome.Pass => "pass",
        VerdictOutcome.Fail => "FAIL",
        VerdictOutcome.Inconclusive => "undecided",
        _ => "not judged",
    };
}
