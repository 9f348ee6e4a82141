using PruneOnBuild.Cli.Locking;

namespace PruneOnBuild.Cli.Stages;

/// <summary>What is done at each stage of a <see cref="StageWalk"/>.</summary>
internal interface IStageVisitor
{
    /// <summary>Called once, before all stages.</summary>
    void Visit(LockedRun locked);

    /// <summary>The result of a stage; null: it is not there, and is not made.</summary>
    T? Visit<T>(StageStep<T> step)
        where T : class, IStageResult;
}
