using PruneOnBuild.Pruning.Algebra;
using PruneOnBuild.Pruning.Algebra.Kernels;

namespace PruneOnBuild.Pruning.Recovery;

/// <summary>What a layer gives on rows of its inputs.</summary>
internal static class Outputs
{
    /// <summary>X W + b, [rows, outputs].</summary>
    /// <param name="x">[rows, features].</param>
    /// <param name="weights">W over b, [features + 1, outputs].</param>
    public static Matrix Of(ReadOnlyMemory<float> x, int rows, Matrix weights)
    {
        var outputs = new Matrix(rows, weights.Columns);
        Into(outputs, x, weights);
        return outputs;
    }

    /// <summary>The same into a matrix that is there; what it held does not matter.</summary>
    /// <param name="withBias">False: X W alone.</param>
    public static void Into(Matrix outputs, ReadOnlyMemory<float> x, Matrix weights, bool withBias = true)
    {
        var features = weights.Rows - 1;
        for (var row = 0; row < outputs.Rows; row++)
        {
            if (withBias)
            {
                weights.Row(features).CopyTo(outputs.Row(row));
            }
            else
            {
                outputs.Row(row).Clear();
            }
        }

        var factors = Array.ConvertAll(weights.Values, value => (float)value);
        Product.Add(
            outputs.Whole, 1, new Operand<float>(x, 0, Across: features, Along: 1), new Operand<float>(factors, 0, Across: 1, Along: weights.Columns), features);
    }
}
