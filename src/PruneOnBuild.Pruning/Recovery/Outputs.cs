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
    /// <param name="withBias">False: X W alone.</param>
    public static void Into(float[] outputs, ReadOnlyMemory<float> x, Matrix weights, Scratch room, bool withBias = true)
    {
        var (features, columns) = (weights.Rows - 1, weights.Columns);
        var factors = room.Floats("factors", weights);
        var bias = factors.AsSpan(features * columns);
        if (!withBias)
        {
            bias.Clear();
        }

        for (var at = 0; at < outputs.Length; at += columns)
        {
            bias.CopyTo(outputs.AsSpan(at));
        }

        Product.Add(
            new FloatRows(outputs, outputs.Length / columns, columns),
            new Operand<float>(x, 0, Across: features, Along: 1), new Operand<float>(factors, 0, Across: 1, Along: columns), features);
    }

    /// <summary>(X W + b)^T of inputs that lie features first; what the array held does not matter.</summary>
    /// <param name="outputs">[outputs, columns].</param>
    /// <param name="x">X^T, [features, columns].</param>
    /// <param name="weights">W over b, [features + 1, outputs].</param>
    /// <param name="room">For the weights in float32.</param>
    /// <param name="withBias">False: X W alone.</param>
    public static void IntoColumns(float[] outputs, ReadOnlyMemory<float> x, Matrix weights, Scratch room, bool withBias = true)
    {
        var (features, rows) = (weights.Rows - 1, weights.Columns);
        var (columns, factors) = (outputs.Length / rows, room.Floats("factors", weights));
        for (var row = 0; row < rows; row++)
        {
            outputs.AsSpan(row * columns, columns).Fill(withBias ? factors[(features * rows) + row] : 0);
        }

        Product.Add(
            new FloatRows(outputs, rows, columns),
            new Operand<float>(factors, 0, Across: 1, Along: rows), new Operand<float>(x, 0, Across: 1, Along: columns), features);
    }
}
