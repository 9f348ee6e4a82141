using PruneOnBuild.Cli.Caching;
using PruneOnBuild.Cli.Caching.Shared;
using PruneOnBuild.Cli.CommandLine;
using PruneOnBuild.Cli.Explaining;
using PruneOnBuild.Cli.Locking;
using PruneOnBuild.Cli.Output;
using PruneOnBuild.Cli.Stages;
using PruneOnBuild.Policy;
using PruneOnBuild.Pruning;

namespace PruneOnBuild.Cli.Commands;

/// <summary><c>explain</c>: what <c>prune</c> would do again and why, without doing it.</summary>
/// <param name="environment">The value of an environment variable.</param>
internal sealed class ExplainCommand(RunConsole console, IPruner pruner, IMeters meters, Func<string, string?> environment)
{
    // A run says what it does; here nothing is done.
    private static readonly RunConsole s_silence = new(TextWriter.Null, colour: false, Environment.CurrentDirectory, new RunRecord());

    public ExitCode Run(Command.Explain command)
    {
        string output = Path.GetFullPath(command.Output);
        try
        {
            var reading = PolicyReader.Read(PolicyLocator.Find(command.Policy), command.Choice);
            foreach (var warning in reading.Warnings)
                console.Write(warning);
            var jobs = ModelJobs.Of(reading.Policy, command.Model, output);
            string stored = command.Cache ?? Path.Combine(output, ".cache");
            using var shared = SharedCaches.Open(
                command.SharedCache, SharedCacheMode.Read, StageCache.TemporaryIn(stored), console, environment);
            var cache = new StageCache(stored, console.Report, shared);
            var walk = new StageWalk(cache, s_silence, pruner, meters, new PlanLock(command.Lock, s_silence));
            foreach (var job in jobs)
            {
                var build = command.Build is { } list ? BuildFiles.Listed(list) : BuildFiles.OfLastRun(job);
                var finder = new StageFinder(cache, command.Lock);
                var found = walk.Through(job, JobInputs.Read(job, cache), finder);
                console.Write(Explanation.Of(job, build.Words(console.Shown), finder.States, found.Measurements, console.Shown));
            }
            return ExitCode.Passed;
        }
        catch (Exception failure) when (PipelineErrors.IsOfFiles(failure))
        {
            throw PipelineErrors.FilesFailed(output, failure);
        }
    }
}
