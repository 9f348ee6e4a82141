using PruneOnBuild.Cli.Caching;
using PruneOnBuild.Cli.CommandLine;
using PruneOnBuild.Cli.Explaining;
using PruneOnBuild.Cli.Output;
using PruneOnBuild.Cli.Stages;
using PruneOnBuild.Policy;
using PruneOnBuild.Pruning;

namespace PruneOnBuild.Cli.Commands;

/// <summary><c>explain</c>: what <c>prune</c> would do again and why, without doing it.</summary>
internal sealed class ExplainCommand(RunConsole console, IPruner pruner, IMeters meters)
{
    public ExitCode Run(Command.Explain command)
    {
        string output = Path.GetFullPath(command.Output);
        try
        {
            var reading = PolicyReader.Read(PolicyLocator.Find(command.Policy), command.Choice);
            foreach (var warning in reading.Warnings)
                console.Write(warning);
            var jobs = ModelJobs.Of(reading.Policy, command.Model, output);
            var cache = new StageCache(command.Cache ?? Path.Combine(output, ".cache"), console.Note);
            var stored = new StoredStages(cache, pruner, meters, command.Lock);
            foreach (var job in jobs)
            {
                var build = command.Build is { } list ? BuildFiles.Listed(list) : BuildFiles.OfLastRun(job);
                console.Write(Explanation.Of(job, stored.Find(job), build.Words(console.Shown), console.Shown));
            }
            return ExitCode.Passed;
        }
        catch (Exception failure) when (PipelineErrors.IsOfFiles(failure))
        {
            throw PipelineErrors.FilesFailed(output, failure);
        }
    }
}
