namespace PruneOnBuild.Pruning.Swaps;

/// <summary>A layer with zeros that was timed on this machine, dense against sparse, each alone.</summary>
/// <param name="Node">Its name, or its first output where the exporter gave it none.</param>
/// <param name="Operator">Such as Conv.</param>
/// <param name="Sparsity">Share of its weights that are zero, 0 to 1.</param>
/// <param name="DenseMs">Milliseconds of one run by ONNX Runtime's own kernel, with what is fused behind it.</param>
/// <param name="SparseMs">Milliseconds of one run by the sparse operator.</param>
/// <param name="IsSwapped">Whether the model runs the sparse operator.</param>
public sealed record ProbedLayer(string Node, string Operator, double Sparsity, double DenseMs, double SparseMs, bool IsSwapped)
{
    /// <summary>Dense over sparse: above 1 the sparse operator is faster.</summary>
    public double Speedup => DenseMs / SparseMs;
}
