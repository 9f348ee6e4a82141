namespace PruneOnBuild.Kernels.MatMul;

/// <summary>One call of a product.</summary>
internal unsafe struct MatMulCall
{
    /// <summary>[rows, k]</summary>
    public float* Input;

    public int Rows;

    /// <summary>[rows, n], or null.</summary>
    public float* Residual;

    /// <summary>[rows, n]</summary>
    public float* Output;

    /// <summary>Panels of outputs that a piece computes; at least 1.</summary>
    public int PiecePanels;
}
