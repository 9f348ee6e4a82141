namespace PruneOnBuild.Kernels.MatVec;

/// <summary>One call of a product with few rows.</summary>
internal unsafe struct MatVecCall
{
    /// <summary>[rows, k]</summary>
    public float* Input;

    public int Rows;

    /// <summary>[rows, n], or null.</summary>
    public float* Residual;

    /// <summary>[rows, n]</summary>
    public float* Output;

    public int Pieces;
}
