using System.Globalization;

namespace PruneOnBuild.Kernels.OnnxRuntime.Tests;

/// <summary>Matrices with zeros in blocks, from a seed.</summary>
internal static class RandomWeights
{
    /// <param name="zeros">Share of blocks that are zero.</param>
    public static float[] Dense(int rows, int columns, int blockRows, double zeros, int seed)
    {
        var random = new Random(seed);
        var dense = new float[rows * columns];
        for (int row = 0; row < rows; row += blockRows)
            for (int column = 0; column < columns; column++)
            {
                if (random.NextDouble() < zeros)
                    continue;
                for (int r = row; r < Math.Min(row + blockRows, rows); r++)
                    dense[r * columns + column] = random.NextSingle() - 0.5f;
            }
        return dense;
    }

    public static SparseWeights Sparse(int rows, int columns, int blockRows, double zeros, int seed) =>
        SparseWeights.FromDense(Dense(rows, columns, blockRows, zeros, seed), rows, columns, blockRows);

    /// <summary>All that makes two matrices equal.</summary>
    public static string Text(SparseWeights weights) => string.Create(CultureInfo.InvariantCulture,
        $"{weights.Rows}x{weights.Columns}/{weights.BlockRows} {string.Join(',', weights.Starts)} {string.Join(',', weights.Indices)} {string.Join(',', weights.Values)}");
}
