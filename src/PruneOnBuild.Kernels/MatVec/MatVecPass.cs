namespace PruneOnBuild.Kernels.MatVec;

/// <summary>All groups of four rows of a panel, times one vector.</summary>
internal unsafe struct MatVecPass
{
    /// <summary>[steps of all groups, 4]</summary>
    public float* Weights;

    /// <summary>[steps of all groups, patterns]: bytes from <see cref="Input"/>.</summary>
    public uint* Offsets;

    /// <summary>[groups]: steps of each.</summary>
    public int* Steps;

    /// <summary>[groups, 4]: the row of each sum; <see cref="RowCount"/> stands for none.</summary>
    public int* Rows;

    public int Groups;

    public int RowCount;

    /// <summary>[rows + 1]</summary>
    public float* Bias;

    /// <summary>[k] floats.</summary>
    public byte* Input;

    /// <summary>[rows], or null.</summary>
    public float* Residual;

    /// <summary>[rows]</summary>
    public float* Output;

    public SparseActivation Activation;
}
