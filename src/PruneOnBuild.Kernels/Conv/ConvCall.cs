namespace PruneOnBuild.Kernels.Conv;

/// <summary>One image of a call.</summary>
internal unsafe struct ConvCall
{
    /// <summary>[input channels, height, width]</summary>
    public float* Input;

    /// <summary>As the output, or null.</summary>
    public float* Residual;

    /// <summary>[output channels, output height, output width]</summary>
    public float* Output;

    /// <summary>Index of the <see cref="ConvPlan"/>.</summary>
    public int Plan;

    /// <summary>Panels of rows that a piece computes; at least 1.</summary>
    public int PiecePanels;
}
