namespace PruneOnBuild.Pruning.Algebra;

internal static class Batch
{
    /// <summary>Refuses a batch that is not [rows, columns]: the kernels would read a shifted matrix without noticing.</summary>
    public static void Check(ReadOnlyMemory<float> values, int rows, int columns)
    {
        if (values.Length != (long)rows * columns)
        {
            throw new ArgumentException($"{rows} x {columns} values wanted, {values.Length} given.", nameof(values));
        }
    }

    /// <summary>[rows, columns] as [columns, rows].</summary>
    public static float[] Transposed(ReadOnlySpan<float> values, int columns)
    {
        var (rows, transposed) = (values.Length / columns, new float[values.Length]);
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                transposed[(column * rows) + row] = values[(row * columns) + column];
            }
        }

        return transposed;
    }
}
