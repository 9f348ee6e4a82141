namespace PruneOnBuild.Cli.Baselines;

/// <summary>What prune.baseline.json is for in a run.</summary>
internal enum BaselineMode
{
    /// <summary>Where there is one, a model must not fall behind it.</summary>
    Use,

    /// <summary>What is measured now takes its place.</summary>
    Update,

    /// <summary>The file is neither read nor written.</summary>
    Off,
}
