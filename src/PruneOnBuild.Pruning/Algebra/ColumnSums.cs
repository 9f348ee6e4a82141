using PruneOnBuild.Pruning.Algebra.Kernels;

namespace PruneOnBuild.Pruning.Algebra;

/// <summary>The products of a constant-1 column with every other column: plain sums, in float64 from the first term on.</summary>
internal static class ColumnSums
{
    /// <summary>Columns summed at a time: whole cache lines, few enough for a core's store buffer to hold the sums.</summary>
    private const int Strip = 256;

    /// <summary>sums[j] += sum over rows of values[row, j]. values [rows, columns] float32, sums [columns].</summary>
    public static void Add(Memory<double> sums, ReadOnlyMemory<float> values, int rows)
    {
        var columns = sums.Length;
        Workers.Run((columns + Strip - 1) / Strip, (long)rows * columns, strip =>
        {
            var first = strip * Strip;
            var target = sums.Span.Slice(first, Math.Min(Strip, columns - first));
            for (var row = 0; row < rows; row++)
            {
                Vectors.AddScaled(target, values.Span.Slice((row * columns) + first, target.Length), 1);
            }
        });
    }
}
