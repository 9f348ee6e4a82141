namespace PruneOnBuild.Cli.CommandLine;

/// <summary>A way to prune that <c>bench accuracy</c> compares.</summary>
internal enum Contender
{
    /// <summary>The criterion and the recovery that the policy names.</summary>
    Ours,

    /// <summary>Criterion l1 without recovery.</summary>
    L1,

    /// <summary>Criterion l2 without recovery.</summary>
    L2,
}
