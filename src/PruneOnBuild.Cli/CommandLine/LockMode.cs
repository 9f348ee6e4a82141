namespace PruneOnBuild.Cli.CommandLine;

/// <summary>What prune.lock is for in a run.</summary>
internal enum LockMode
{
    /// <summary>A fresh entry is applied; without one, search runs and the file stays as it is.</summary>
    Use,

    /// <summary>Search runs, or its stored result is taken, and the entry is written.</summary>
    Update,

    /// <summary>A fresh entry is applied; without one the run fails.</summary>
    Require,

    /// <summary>The file is neither read nor written.</summary>
    Off,
}
