using PruneOnBuild.Pruning.Algebra;
using PruneOnBuild.Pruning.Algebra.Kernels;

namespace PruneOnBuild.Pruning.Recovery;

/// <summary>What a layer gives on rows of its inputs, in float32 as the layer itself would.</summary>
internal static class Outputs
{
    /// <summary>X W + b, [rows, outputs].</summary>
    /// <param name="x">[rows, features].</param>
    /// <param name="weights">W over b, [features + 1, outputs].</param>
    public static float[] Of(ReadOnlyMemory<float> x, int rows, Matrix weights)
    {
        var outputs = new float[rows * weights.Columns];
        Into(outputs, x, weights, new Scratch());
        return outputs;
    }

    /// <summary>The same into an array that is there; what it held does not matter.</summary>
    /// <param name="room">For the weights in float32.</param>
    public static void Into(float[] outputs, ReadOnlyMemory<float> x, Matrix weights, Scratch room)
    {
        var (features, columns) = (weights.Rows - 1, weights.Columns);
        var factors = room.Floats("factors", weights);
        Repeat(factors.AsSpan(features * columns), outputs);
        Product.Add(
            new FloatRows(outputs, outputs.Length / columns, columns),
            new Operand<float>(x, 0, Across: features, Along: 1), new Operand<float>(factors, 0, Across: 1, Along: columns), features);
    }

    /// <summary>One row over and over: what products are added to.</summary>
    public static void Repeat(ReadOnlySpan<float> row, Span<float> rows)
    {
        for (; rows.Length > 0; rows = rows[row.Length..])
        {
            row.CopyTo(rows);
        }
    }
}
