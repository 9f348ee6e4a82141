using System.Collections.Immutable;
using PruneOnBuild.Graph.Onnx;

namespace PruneOnBuild.Pruning.Swaps;

/// <summary>A Conv, Gemm or MatMul as the sparse operators see it.</summary>
/// <param name="Operator">The sparse operator that takes its place.</param>
/// <param name="Tensor">The stored weights.</param>
/// <param name="IsTransposed">Whether they lie as [columns, rows].</param>
/// <param name="Rows">Output channels.</param>
/// <param name="Bias">One number for each row, or none.</param>
/// <param name="ChannelFromEnd">The output's axis of the rows, 1 being the last.</param>
/// <param name="Attributes">Whole numbers that the sparse operator takes besides its activation.</param>
internal sealed record SwapLayer(NodeProto Node, string Operator, TensorProto Tensor, bool IsTransposed, int Rows, int Columns, float[]? Bias,
    int ChannelFromEnd, ImmutableArray<(string Name, long[] Values)> Attributes)
{
    /// <summary>[<see cref="Rows"/>, <see cref="Columns"/>], row-major.</summary>
    public float[] Dense()
    {
        var stored = Graph.Tensors.TensorReader.Floats(Tensor);
        if (!IsTransposed)
        {
            return stored;
        }

        var dense = new float[stored.Length];
        for (var row = 0; row < Rows; row++)
        {
            for (var column = 0; column < Columns; column++)
            {
                dense[(row * Columns) + column] = stored[(column * Rows) + row];
            }
        }

        return dense;
    }
}
