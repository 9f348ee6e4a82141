namespace PruneOnBuild.Kernels.Product;

/// <summary>One tile of pixels, all groups of four rows of a panel, one block of columns: what a kernel does in one call.</summary>
internal unsafe struct TilePass
{
    /// <summary>[steps of all groups, 4]: the weights of the group's four rows.</summary>
    public float* Weights;

    /// <summary>[steps of all groups, patterns]: bytes from <see cref="X"/> to the first pixel of a column.</summary>
    public uint* Offsets;

    /// <summary>[groups]: steps of each.</summary>
    public int* Steps;

    /// <summary>[groups, 4]: the row of each sum; <see cref="RowCount"/> stands for none.</summary>
    public int* Rows;

    public int Groups;

    public int RowCount;

    /// <summary>Pixels of a column lie side by side.</summary>
    public byte* X;

    /// <summary>[rows + 1]: what a sum begins with; null: it goes on from <see cref="Partial"/>.</summary>
    public float* Bias;

    /// <summary>[rows + 1, <see cref="PartialPitch"/>]: sums that other blocks of columns go on with, or that wait to be put in place.</summary>
    public float* Partial;

    /// <summary>In floats.</summary>
    public nint PartialPitch;

    /// <summary>Null: sums go to <see cref="Partial"/> as they are. Else the first row's first pixel of this tile.</summary>
    public float* Output;

    /// <summary>The same of the residual, or null; looked at with an output only.</summary>
    public float* Residual;

    /// <summary>From a row of the output, and of the residual, to the next, in floats.</summary>
    public nint OutputPitch;

    public SparseActivation Activation;
}
