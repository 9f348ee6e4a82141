namespace PruneOnBuild.Cli.Locking;

/// <summary>In which state prune.lock is for one model.</summary>
internal enum LockState
{
    /// <summary>Nobody looks at it.</summary>
    Ignored,

    /// <summary>It has no plan for the model.</summary>
    Missing,

    /// <summary>What its plan was made from has changed.</summary>
    Stale,

    /// <summary>Its plan holds.</summary>
    Fresh,
}
