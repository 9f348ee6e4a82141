using System.Collections.Immutable;
using PruneOnBuild.Cli.CommandLine;
using PruneOnBuild.Gates;
using PruneOnBuild.Gates.Verdicts;
using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Reports;

namespace PruneOnBuild.Cli.Stages;

/// <summary>The verdicts on one model, and what they do to the build.</summary>
internal sealed record Judgement(ImmutableArray<Verdict> Verdicts, ImmutableArray<Diagnostic> Diagnostics, ReportOutcome Outcome)
{
    public static Judgement Of(ModelJob job, Measurements measurements, VerdictAction action)
    {
        var gates = job.Model.Gates;
        var conditions = JudgingConditions.Current();
        var verdicts = Judge.Decide(measurements, gates, conditions);
        ImmutableArray<Diagnostic> diagnostics =
        [
            .. verdicts.Select(verdict => verdict.ToDiagnostic(gates, conditions)).OfType<Diagnostic>()
                .Select(found => Tempered(found, job, action)),
        ];
        return new Judgement(
            verdicts,
            diagnostics,
            diagnostics.Any(diagnostic => diagnostic.Severity == Severity.Error) ? ReportOutcome.Failed
                : diagnostics.IsEmpty ? ReportOutcome.Passed
                : ReportOutcome.Warned);
    }

    private static Diagnostic Tempered(Diagnostic found, ModelJob job, VerdictAction action) => found with
    {
        Severity = action == VerdictAction.Warn ? Severity.Warning : found.Severity,
        Message = $"{found.Message} Report: {job.Output.ReportMarkdown}",
    };
}
