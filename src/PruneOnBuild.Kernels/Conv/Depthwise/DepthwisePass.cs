namespace PruneOnBuild.Kernels.Conv.Depthwise;

/// <summary>A band of one output channel.</summary>
internal unsafe struct DepthwisePass
{
    /// <summary>The band of the input channel, laid out by a <see cref="PlaneLayout"/>.</summary>
    public float* Planes;

    /// <summary>[groups, <see cref="DepthwiseKernel.Positions"/>, 2]: where each position's pixels are read and written, in floats.</summary>
    public int* Positions;

    public int Groups;

    /// <summary>[taps]</summary>
    public float* Weights;

    /// <summary>[taps], from a position to what the tap reads, in floats.</summary>
    public int* Offsets;

    public int Taps;

    public float Bias;

    /// <summary>As the output, or null.</summary>
    public float* Residual;

    public float* Output;

    public SparseActivation Activation;
}
