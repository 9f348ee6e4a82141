namespace PruneOnBuild.Pruning.Algebra;

/// <summary>Square matrices of which only the lower triangle was computed.</summary>
internal static class Symmetric
{
    /// <summary>Large enough to use whole cache lines, small enough that both blocks stay in the first-level cache.</summary>
    private const int Block = 32;

    /// <summary>Copies the lower triangle to the upper one, so that both are equal to the last bit.</summary>
    public static void Mirror(Matrix matrix)
    {
        var size = matrix.Rows;
        Workers.Run((size + Block - 1) / Block, (long)size * size, block =>
        {
            var (first, last) = (block * Block, Math.Min(size, (block + 1) * Block));
            for (var start = first; start < size; start += Block)
            {
                for (var i = start; i < Math.Min(size, start + Block); i++)
                {
                    var row = matrix.Row(i);
                    for (var j = first; j < Math.Min(last, i); j++)
                    {
                        matrix.Values[(j * size) + i] = row[j];
                    }
                }
            }
        });
    }

    /// <summary>Sets everything above the diagonal to zero.</summary>
    public static void ClearUpper(Matrix matrix)
    {
        for (var i = 0; i < matrix.Rows; i++)
        {
            matrix.Row(i)[(i + 1)..].Clear();
        }
    }
}
