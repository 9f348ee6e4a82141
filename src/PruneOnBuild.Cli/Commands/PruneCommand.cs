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
            var reading = PolicyReader.Read(PolicyLocator.Find(command.Policy));
            foreach (var warning in reading.Warnings)
                console.Write(warning);
            string stored = command.Cache ?? Path.Combine(output, ".cache");
            using var shared = SharedCaches.Open(command, StageCache.TemporaryIn(stored), console, environment);
            var cache = new StageCache(stored, console.Note, shared);
            var plans = new PlanLock(command.Lock, console);
            plans.Check(reading.Policy);
            var pipeline = new Pipeline(cache, console, pruner, meters, plans, command.Verdicts);
            // Each model has its say; the gravest outcome is the run's.
            return Jobs(reading.Policy, command.Model, output)
                .Select(job => Run(pipeline, job))
                .Aggregate(ExitCode.Passed, Graver);
        }
        catch (Exception failure) when (IsOfFiles(failure))
        {
            throw PipelineErrors.FilesFailed(output, failure);
        }
    }

    /// <summary>An assembly that is not found or does not load is no fault of the user's folders.</summary>
    private static bool IsOfFiles(Exception failure) =>
        failure is UnauthorizedAccessException or (IOException and not (FileNotFoundException or FileLoadException));

    private static ModelJob[] Jobs(PrunePolicy policy, string? model, string output)
    {
        ModelJob[] jobs = model is null ? AllJobs(policy, output) : [OneJob(policy, Path.GetFullPath(model), output)];
        if (jobs.FirstOrDefault(job => job.Output.Model == job.Path) is { } overwriting)
            throw PipelineErrors.OverwritesDense(overwriting.Path, output);
        foreach (var same in jobs.GroupBy(job => job.Output).Where(group => group.Skip(1).Any()))
            throw PipelineErrors.SameOutput(policy.File, same.First().Path, same.Last().Path, same.Key.Model);
        return jobs;
    }

    private static ModelJob OneJob(PrunePolicy policy, string path, string output) =>
        new(policy, policy.Find(path) ?? throw PipelineErrors.NoEntry(policy.File, path), path, OutputFiles.ForOne(output, path));

    /// <summary>
    /// Every model of the policy but those that an earlier run published into an output folder that a glob reaches.
    /// </summary>
    private static ModelJob[] AllJobs(PrunePolicy policy, string output) =>
    [
        .. ModelFiles.Of(policy)
            .Where(file => !IsBelow(output, file.Path) || IsBelow(output, policy.File))
            .Select(file => new ModelJob(policy, file.Model, file.Path, OutputFiles.ForPolicy(output, policy.Folder, file.Path))),
    ];

    private static bool IsBelow(string folder, string path) =>
        path.StartsWith(Path.TrimEndingDirectorySeparator(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal);

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
