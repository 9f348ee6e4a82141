using System.Collections.Immutable;
using System.Diagnostics;
using PruneOnBuild.Reports.Sections;

namespace PruneOnBuild.Cli.Stages;

/// <summary>Keeps how long each stage took.</summary>
internal sealed class StageClock
{
    private readonly List<StageRun> _runs = [];

    public ImmutableArray<StageRun> Runs => [.. _runs];

    /// <summary>Runs a stage; one that gives nothing is not listed.</summary>
    public T? Time<T>(string name, Func<T?> stage)
        where T : class, IStageResult
    {
        long start = Stopwatch.GetTimestamp();
        if (stage() is not { } result)
            return null;
        _runs.Add(new StageRun(name, result.FromCache, Stopwatch.GetElapsedTime(start).TotalSeconds));
        return result;
    }
}
