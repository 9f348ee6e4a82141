using System.Collections.Immutable;
using System.Diagnostics;
using PruneOnBuild.Cli.Locking;
using PruneOnBuild.Reports.Sections;

namespace PruneOnBuild.Cli.Stages;

/// <summary>Runs each stage, and keeps how long it took.</summary>
internal sealed class StageRunner(PlanLock plans) : IStageVisitor
{
    private readonly List<StageRun> _runs = [];

    public ImmutableArray<StageRun> Runs => [.. _runs];

    /// <exception cref="Policy.Diagnostics.PruneOnBuildException">A fresh plan is required, and there is none.</exception>
    public void Visit(LockedRun locked) => plans.Enforce(locked);

    public T Visit<T>(StageStep<T> step)
        where T : class, IStageResult
    {
        long start = Stopwatch.GetTimestamp();
        var result = step.Run();
        _runs.Add(new StageRun(step.Name, result.FromCache, Stopwatch.GetElapsedTime(start).TotalSeconds));
        return result;
    }
}
