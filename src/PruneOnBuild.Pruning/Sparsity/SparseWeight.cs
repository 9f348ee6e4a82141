using PruneOnBuild.Graph.Onnx;

namespace PruneOnBuild.Pruning.Sparsity;

/// <summary>A weight tensor that may become sparse.</summary>
/// <param name="Name">The constant's name in the model.</param>
/// <param name="Node">The first node that reads it.</param>
/// <param name="Values">Its elements, row-major; not to be changed.</param>
/// <param name="OutputAxis">Axis that makes output channels.</param>
/// <param name="InputAxis">Axis that is summed over.</param>
internal sealed record SparseWeight(string Name, NodeProto Node, TensorProto Tensor, float[] Values, int OutputAxis, int InputAxis)
{
    public int Size(int axis) => (int)Tensor.Dims[axis];

    /// <summary>Elements between two neighbours along an axis.</summary>
    public int Stride(int axis) => (int)Tensor.Dims.Skip(axis + 1).Aggregate(1L, (product, dim) => product * dim);
}
