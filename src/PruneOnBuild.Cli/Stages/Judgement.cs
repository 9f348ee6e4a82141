using System.Collections.Immutable;
using PruneOnBuild.Cli.CommandLine;
using PruneOnBuild.Gates;
using PruneOnBuild.Gates.Verdicts;
using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Reports;

namespace PruneOnBuild.Cli.Stages;

/// <summary>The verdicts on one model, and what they do to the build.</summary>
/// <param name="Diagnostics">Errors and warnings; none where the build asked for reports alone.</param>
/// <param name="Unsaid">What would be an error or a warning, had the build not asked for reports alone.</param>
internal sealed record Judgement(
    ImmutableArray<Verdict> Verdicts, ImmutableArray<Diagnostic> Diagnostics, ImmutableArray<Diagnostic> Unsaid, ReportOutcome Outcome)
{
    /// <param name="regressions">Verdicts against the baseline.</param>
    public static Judgement Of(ModelJob job, Measurements measurements, ImmutableArray<Verdict> regressions, VerdictAction action)
    {
        var gates = job.Model.Gates;
        var conditions = JudgingConditions.Current();
        var verdicts = Judge.Decide(measurements, gates, conditions).AddRange(regressions);
        ImmutableArray<Diagnostic> found =
        [
            .. verdicts.Select(verdict => verdict.ToDiagnostic(gates, conditions)).OfType<Diagnostic>()
                .Select(found => Tempered(found, job, action)),
        ];
        return action == VerdictAction.Report
            ? new Judgement(verdicts, [], found, found.IsEmpty ? ReportOutcome.Passed : ReportOutcome.Reported)
            : new Judgement(verdicts, found, [], OutcomeOf(found));
    }

    private static ReportOutcome OutcomeOf(ImmutableArray<Diagnostic> found) =>
        found.Any(diagnostic => diagnostic.Severity == Severity.Error) ? ReportOutcome.Failed
        : found.IsEmpty ? ReportOutcome.Passed
        : ReportOutcome.Warned;

    private static Diagnostic Tempered(Diagnostic found, ModelJob job, VerdictAction action) => found with
    {
        Severity = action == VerdictAction.Warn ? Severity.Warning : found.Severity,
        Message = $"{found.Message} Report: {job.Output.ReportMarkdown}",
    };
}
