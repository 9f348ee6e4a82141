using PruneOnBuild.Cli.Baselines;
using PruneOnBuild.Cli.Caching;
using PruneOnBuild.Cli.Caching.Shared;
using PruneOnBuild.Cli.CommandLine;
using PruneOnBuild.Cli.Locking;
using PruneOnBuild.Cli.Output;
using PruneOnBuild.Cli.Stages;
using PruneOnBuild.Policy;
using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Pruning;
using PruneOnBuild.Reports;

namespace PruneOnBuild.Cli.Commands;

/// <summary><c>prune</c>: runs the pipeline on one model of a policy, or on each.</summary>
/// <param name="environment">The value of an environment variable.</param>
internal sealed class PruneCommand(RunConsole console, IPruner pruner, IMeters meters, Func<string, string?> environment)
{
    public ExitCode Run(Command.Prune command)
    {
        string output = Path.GetFullPath(command.Output);
        try
        {
            var reading = PolicyReader.Read(PolicyLocator.Find(command.Policy), command.Choice);
            foreach (var warning in reading.Warnings)
                console.Write(warning);
            string stored = command.Cache ?? Path.Combine(output, ".cache");
            using var shared = SharedCaches.Open(
                command.SharedCache, command.SharedCacheMode, StageCache.TemporaryIn(stored), console, environment);
            var cache = new StageCache(stored, console.Report, shared);
            var plans = new PlanLock(command.Lock, console);
            plans.Check(reading.Policy);
            var walk = new StageWalk(cache, console, pruner, meters, plans);
            var pipeline = new Pipeline(cache, console, walk, plans, new Ratchet(command.Baseline, console), command.Verdicts);
            // Each model has its say; the gravest outcome is the run's.
            return ModelJobs.Of(reading.Policy, command.Model, output)
                .Select(job => Run(pipeline, job))
                .Aggregate(ExitCode.Passed, Graver);
        }
        catch (Exception failure) when (PipelineErrors.IsOfFiles(failure))
        {
            throw PipelineErrors.FilesFailed(output, failure);
        }
    }

    private ExitCode Run(Pipeline pipeline, ModelJob job)
    {
        try
        {
            return pipeline.Run(job) == ReportOutcome.Failed ? ExitCode.GateMissed : ExitCode.Passed;
        }
        catch (PruneOnBuildException mistakes)
        {
            foreach (var diagnostic in mistakes.Diagnostics)
                console.Write(diagnostic);
            return ExitCode.BadInput;
        }
    }

    /// <summary>Bad input before a missed gate: it says that a model was not judged at all.</summary>
    private static ExitCode Graver(ExitCode one, ExitCode other) => (one, other) switch
    {
        (ExitCode.BadInput, _) or (_, ExitCode.BadInput) => ExitCode.BadInput,
        (ExitCode.GateMissed, _) or (_, ExitCode.GateMissed) => ExitCode.GateMissed,
        _ => ExitCode.Passed,
    };
}
