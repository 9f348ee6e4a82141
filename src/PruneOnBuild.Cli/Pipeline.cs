using PruneOnBuild.Cli.Baselines;
using PruneOnBuild.Cli.Caching;
using PruneOnBuild.Cli.CommandLine;
using PruneOnBuild.Cli.Locking;
using PruneOnBuild.Cli.Output;
using PruneOnBuild.Cli.Stages;
using PruneOnBuild.Gates;
using PruneOnBuild.Gates.Verdicts;
using PruneOnBuild.Pruning;
using PruneOnBuild.Reports;
using PruneOnBuild.Reports.Writers;

namespace PruneOnBuild.Cli;

/// <summary>
/// The order of the stages for one model: inputs, data, provider, lock, prune, swap, accuracy, latency, memory, report, verdict, publish. The
/// report is written before anything is judged aloud, and the output folder's model changes only when the verdict allows it.
/// </summary>
internal sealed class Pipeline(
    StageCache cache, RunConsole console, IPruner pruner, IMeters meters, PlanLock plans, Ratchet ratchet, VerdictAction verdictAction)
{
    /// <exception cref="Policy.Diagnostics.PruneOnBuildException">Model, data or goal are no good; nothing is published.</exception>
    public ReportOutcome Run(ModelJob job)
    {
        var clock = new StageClock();
        job.Output.DeleteReports();
        ratchet.Check(job);
        var inputs = JobInputs.Read(job, cache);
        job.Output.WriteInputs([.. inputs.Paths, .. plans.Inputs(job), .. ratchet.Inputs(job)]);
        var data = new DataStage(cache, meters).Run(job, inputs);
        var placements = new PlacementStage(cache, meters);
        placements.RefuseFallback(job, inputs);

        var basis = PlanBasis.Of(job, inputs);
        var locked = plans.Find(job, basis);
        var plain = clock.Time("pruned", () => new PruneStage(cache, pruner, meters, console).Run(job, basis, locked))!;
        plain = plans.Compare(job, locked, plain);
        var pruned = new SwapStage(cache, meters, console).Run(job, plain, locked);
        var accuracy = clock.Time("accuracy", () => new AccuracyStage(cache, meters).Run(job, inputs, pruned));
        var latency = clock.Time("latency", () => new LatencyStage(cache, meters, console.Note).Run(job, inputs, pruned))!;
        var work = new WorkStage(cache, meters).Run(job, inputs, plain);
        var memory = clock.Time("memory", () => new MemoryStage(cache, meters).Run(job, inputs, pruned));

        var measurements = new Measurements(accuracy?.Value, latency.Value, ReportAssembly.Sizes(pruned.Record, work))
        {
            Predicted = WorkStage.Predicted(job, work),
            Placement = placements.Run(job, inputs, pruned),
            Memory = memory?.Value,
        };
        var (regressions, stale) = ratchet.Judge(job, basis, measurements);
        pruned = pruned with { Warnings = [.. pruned.Warnings, .. stale] };
        var judgement = Judgement.Of(job, measurements, regressions, verdictAction);
        var report = ReportAssembly.Of(job, inputs, data, pruned, measurements, judgement, clock.Runs);
        job.Output.WriteReports(report);
        console.Write(ConsoleReport.Write(report));
        foreach (var diagnostic in pruned.Warnings.Concat(judgement.Diagnostics))
            console.Write(diagnostic);
        foreach (var unsaid in judgement.Unsaid)
            console.Note($"reported only: {unsaid.Message}");

        if (judgement.Outcome != ReportOutcome.Failed)
        {
            job.Output.Publish(pruned.Path);
            plans.Keep(job, basis, plain, pruned.Kernels?.Swapped ?? []);
            ratchet.Keep(job, basis, measurements);
        }
        console.Note(judgement.Outcome == ReportOutcome.Failed
            ? $"not published: {console.Shown(pruned.Path)}"
            : $"-> {console.Shown(job.Output.Model)}");
        console.WriteReport(job.Output.ReportMarkdown, job.Output.ReportHtml);
        return judgement.Outcome;
    }
}
