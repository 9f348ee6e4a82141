using System.Collections.Immutable;
using PruneOnBuild.Cli.Baselines;
using PruneOnBuild.Cli.Caching;
using PruneOnBuild.Cli.CommandLine;
using PruneOnBuild.Cli.Locking;
using PruneOnBuild.Cli.Output;
using PruneOnBuild.Cli.Stages;
using PruneOnBuild.Gates.Verdicts;
using PruneOnBuild.Reports;
using PruneOnBuild.Reports.Writers;

namespace PruneOnBuild.Cli;

/// <summary>
/// What becomes of one model: inputs, stages, report, verdict, publish. The report is written before anything is judged aloud, and the output
/// folder's model changes only when the verdict allows it.
/// </summary>
internal sealed class Pipeline(StageCache cache, RunConsole console, StageWalk walk, PlanLock plans, Ratchet ratchet, VerdictAction verdictAction)
{
    /// <exception cref="Policy.Diagnostics.PruneOnBuildException">Model, data or goal are no good; nothing is published.</exception>
    public ReportOutcome Run(ModelJob job)
    {
        job.Output.DeleteReports();
        ratchet.Check(job);
        var inputs = JobInputs.Read(job, cache);
        ImmutableArray<RunInput> sources = [.. inputs.Sources.Concat(plans.Sources(job)).Concat(ratchet.Sources(job)).Select(RunInput.Of)];
        job.Output.WriteInputs([.. inputs.Paths, .. plans.Inputs(job), .. ratchet.Inputs(job)]);

        var runner = new StageRunner(plans);
        var (basis, data, zeros, made, measurements) = walk.Through(job, inputs, runner);
        var (regressions, stale) = ratchet.Judge(job, basis, measurements);
        var pruned = made! with { Warnings = [.. made!.Warnings, .. stale] };
        var judgement = Judgement.Of(job, measurements, regressions, verdictAction);
        var report = ReportAssembly.Of(job, inputs, data, pruned, measurements, judgement, runner.Runs);
        job.Output.WriteReports(report);
        console.Write(ConsoleReport.Write(report), repeated: ConsoleReport.Write(report with { Run = report.Run.Repeated() }));
        foreach (var diagnostic in pruned.Warnings.Concat(judgement.Diagnostics))
            console.Write(diagnostic);
        foreach (var unsaid in judgement.Unsaid)
            console.Note($"reported only: {unsaid.Message}");

        if (judgement.Outcome != ReportOutcome.Failed)
        {
            job.Output.Publish(pruned.Path);
            plans.Keep(job, basis, zeros!, pruned.Kernels?.Swapped ?? []);
            ratchet.Keep(job, basis, measurements);
        }
        console.Note(judgement.Outcome == ReportOutcome.Failed
            ? $"not published: {console.Shown(pruned.Path)}"
            : $"-> {console.Shown(job.Output.Model)}");
        console.WriteReport(job.Output.ReportMarkdown, job.Output.ReportHtml);
        // What leaves a gate undecided is measured again.
        if (judgement.Verdicts.All(verdict => verdict.Outcome != VerdictOutcome.Inconclusive))
        {
            console.WriteBasis(new RunBasis(
                sources, ratchet.LastDay(job), judgement.Outcome == ReportOutcome.Failed ? [] : [.. OutputFiles.Parts(pruned.Path)]));
        }
        return judgement.Outcome;
    }
}
