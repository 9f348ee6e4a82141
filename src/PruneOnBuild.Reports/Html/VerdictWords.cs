using PruneOnBuild.Gates.Verdicts;

namespace PruneOnBuild.Reports.Html;

/// <summary>Outcomes as classes of the style sheet and as signs.</summary>
internal static class VerdictWords
{
    public static string Class(VerdictOutcome outcome) => outcome switch
    {
        VerdictOutcome.Pass => "pass",
        VerdictOutcome.Fail => "fail",
        VerdictOutcome.Inconclusive => "open",
        _ => "idle",
    };

    public static string Sign(VerdictOutcome outcome) => outcome switch
    {
        VerdictOutcome.Pass => "✓",
        VerdictOutcome.Fail => "✗",
        VerdictOutcome.Inconclusive => "?",
        _ => "–",
    };

    public static string Class(ReportOutcome outcome) => outcome switch
    {
        ReportOutcome.Passed => "pass",
        ReportOutcome.Warned or ReportOutcome.Reported => "open",
        _ => "fail",
    };

    public static string Word(ReportOutcome outcome, bool hasGates) => outcome switch
    {
        ReportOutcome.Passed => hasGates ? "passed" : "no gates",
        ReportOutcome.Warned => "passed with warnings",
        ReportOutcome.Reported => "missed, reported only",
        _ => "failed",
    };
}
