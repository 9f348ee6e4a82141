namespace PruneOnBuild.Pruning.Algebra;

/// <summary>What <see cref="ColumnSums"/> gives of the transpose: sums of every row, in float64 from the first term on and in their order.</summary>
internal static class RowSums
{
    /// <summary>Rows summed at a time, so that no addition waits for the one before it.</summary>
    private const int Strip = 4;

    /// <summary>sums[i] += sum over columns of values[i, column]. values [rows, columns] float32, row-major, sums [rows].</summary>
    public static void Add(Span<double> sums, ReadOnlySpan<float> values)
    {
        var columns = values.Length / sums.Length;
        var row = 0;
        for (; row <= sums.Length - Strip; row += Strip)
        {
            var first = values.Slice(row * columns, columns);
            var second = values.Slice((row + 1) * columns, columns);
            var third = values.Slice((row + 2) * columns, columns);
            var fourth = values.Slice((row + 3) * columns, columns);
            var (a, b, c, d) = (sums[row], sums[row + 1], sums[row + 2], sums[row + 3]);
            for (var column = 0; column < columns; column++)
            {
                a += first[column];
                b += second[column];
                c += third[column];
                d += fourth[column];
            }

            (sums[row], sums[row + 1], sums[row + 2], sums[row + 3]) = (a, b, c, d);
        }

        for (; row < sums.Length; row++)
        {
            foreach (var value in values.Slice(row * columns, columns))
            {
                sums[row] += value;
            }
        }
    }
}
