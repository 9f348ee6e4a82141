namespace PruneOnBuild.Policy;

/// <summary>What zeros are wanted for.</summary>
public enum Intent
{
    /// <summary>Less time; the provider's kernels must gain from the pattern.</summary>
    Speed,

    /// <summary>A smaller file and nothing else; any pattern goes with any provider.</summary>
    Size,
}
