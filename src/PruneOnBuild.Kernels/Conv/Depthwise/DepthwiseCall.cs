namespace PruneOnBuild.Kernels.Conv.Depthwise;

/// <summary>One image of a call.</summary>
internal unsafe struct DepthwiseCall
{
    /// <summary>[input channels, height, width]</summary>
    public float* Input;

    /// <summary>As the output, or null.</summary>
    public float* Residual;

    /// <summary>[output channels, output height, output width]</summary>
    public float* Output;

    /// <summary>Index of the <see cref="DepthwisePlan"/>.</summary>
    public int Plan;

    /// <summary>Input channels of a piece; at least 1.</summary>
    public int PieceChannels;
}
