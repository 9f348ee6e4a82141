namespace PruneOnBuild.Kernels;

/// <summary>The non-zero blocks of a matrix [rows, columns], block row by block row.</summary>
/// <remarks>A block is <see cref="BlockRows"/> rows of one column: 1 is unstructured. Where the rows are no multiple of the block, the
/// last block row hangs over and its values beyond the matrix are 0. A convolution's [m, c, h, w] is the matrix [m, c h w]; a
/// product X W of [k, n] is the matrix [n, k], transposed.</remarks>
public sealed class SparseWeights
{
    private SparseWeights(int rows, int columns, int blockRows, int[] starts, int[] indices, float[] values) =>
        (Rows, Columns, BlockRows, Starts, Indices, Values) = (rows, columns, blockRows, starts, indices, values);

    public int Rows { get; }

    public int Columns { get; }

    public int BlockRows { get; }

    /// <summary>Where each block row's blocks begin in <see cref="Indices"/>; one entry more than there are block rows.</summary>
    public int[] Starts { get; }

    /// <summary>The column of each block, ascending within a block row.</summary>
    public int[] Indices { get; }

    /// <summary><see cref="BlockRows"/> values for each block.</summary>
    public float[] Values { get; }

    /// <summary>Share of the matrix that is stored.</summary>
    internal double Density => (double)Values.Length / Math.Max(1, (long)Rows * Columns);

    public int BlockRowCount => Starts.Length - 1;

    /// <summary>Blocks in which at least one value is not zero.</summary>
    /// <param name="dense">Row-major.</param>
    public static SparseWeights FromDense(ReadOnlySpan<float> dense, int rows, int columns, int blockRows = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(blockRows, 1);
        if (dense.Length != (long)rows * columns)
            throw new ArgumentException($"{rows} rows of {columns} columns need {(long)rows * columns} weights, not {dense.Length}.");

        int blocks = (rows + blockRows - 1) / blockRows;
        var starts = new int[blocks + 1];
        var indices = new List<int>();
        var values = new List<float>();
        Span<float> block = stackalloc float[blockRows];
        for (int b = 0; b < blocks; b++)
        {
            for (int column = 0; column < columns; column++)
            {
                block.Clear();
                for (int r = 0; r < blockRows && b * blockRows + r < rows; r++)
                    block[r] = dense[(b * blockRows + r) * columns + column];
                if (!block.ContainsAnyExcept(0f))
                    continue;
                indices.Add(column);
                values.AddRange(block);
            }
            starts[b + 1] = indices.Count;
        }
        return new(rows, columns, blockRows, starts, [.. indices], [.. values]);
    }

    /// <summary>Blocks that are already listed, as a packed file holds them.</summary>
    /// <exception cref="ArgumentException">The lists don't describe such a matrix.</exception>
    public static SparseWeights FromBlocks(int rows, int columns, int blockRows, int[] starts, int[] indices, float[] values)
    {
        if (rows < 0 || columns < 0 || blockRows < 1 || starts.Length != (rows + (long)blockRows - 1) / blockRows + 1 || starts[0] != 0
            || starts[^1] != indices.Length || values.LongLength != (long)indices.Length * blockRows)
            throw new ArgumentException("The sparse weights' lengths disagree.");
        for (int b = 0; b + 1 < starts.Length; b++)
        {
            if (starts[b + 1] < starts[b])
                throw new ArgumentException($"Block row {b} of the sparse weights ends before it begins.");
            for (int i = starts[b]; i < starts[b + 1]; i++)
                if (indices[i] >= columns || indices[i] <= (i > starts[b] ? indices[i - 1] : -1))
                    throw new ArgumentException($"Block row {b} of the sparse weights has column {indices[i]} of {columns} out of order.");
        }
        return new(rows, columns, blockRows, starts, indices, values);
    }
}
