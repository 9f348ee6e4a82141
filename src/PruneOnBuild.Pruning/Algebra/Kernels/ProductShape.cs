namespace PruneOnBuild.Pruning.Algebra.Kernels;

/// <summary>What need not be computed, or is known to be zero, in a product left * right.</summary>
[Flags]
internal enum ProductShape
{
    Full = 0,

    /// <summary>Only elements on and below the diagonal are added to the target.</summary>
    LowerTarget = 1,

    /// <summary>left[i, k] = 0 for k &gt; i.</summary>
    LowerLeft = 2,

    /// <summary>left[i, k] = 0 for k &lt; i.</summary>
    UpperLeft = 4,

    /// <summary>right[k, j] = 0 for k &lt; j.</summary>
    LowerRight = 8,
}
