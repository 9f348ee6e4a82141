namespace PruneOnBuild.Kernels.Packing;

/// <summary>A sparse matrix as the kernels read it: cut into panels of rows and blocks of columns, and within both into groups of four
/// rows, sorted by their number of steps so that it rarely changes from one group to the next.</summary>
internal sealed class PackedRows : IDisposable
{
    private readonly NativeArray<float> _weights;
    private readonly NativeArray<int> _steps;
    private readonly NativeArray<int> _rows;
    private readonly NativeArray<float> _bias;
    private readonly NativeArray<int> _columns;
    private readonly int[] _ranks;
    private readonly PackedPart[] _parts;

    /// <param name="ranks">[steps, patterns]: columns, as indices into <paramref name="columns"/>.</param>
    /// <param name="parts">[panels, blocks]</param>
    public PackedRows(
        int rowCount, int panelRows, int patterns, int blockColumns, int[] columns, int[] ranks, PackedPart[] parts,
        ReadOnlySpan<float> weights, ReadOnlySpan<int> steps, ReadOnlySpan<int> rows, ReadOnlySpan<float> bias)
    {
        (RowCount, PanelRows, Patterns, BlockColumns, _ranks, _parts) = (rowCount, panelRows, patterns, blockColumns, ranks, parts);
        ColumnCount = columns.Length;
        _weights = new(weights);
        _steps = new(steps);
        _rows = new(rows);
        _bias = new(bias);
        _columns = new(columns);
    }

    public int RowCount { get; }

    /// <summary>A multiple of 16; the last panel may have fewer.</summary>
    public int PanelRows { get; }

    public int Panels => (RowCount + PanelRows - 1) / PanelRows;

    /// <summary>Column patterns in a group of four rows: 1, 2 or 4.</summary>
    public int Patterns { get; }

    /// <summary>Columns of a block; the last block may have fewer.</summary>
    public int BlockColumns { get; }

    /// <summary>At least 1, so that rows without weights get their bias.</summary>
    public int Blocks => Math.Max(1, (ColumnCount + BlockColumns - 1) / BlockColumns);

    /// <summary>Columns that have a weight.</summary>
    public int ColumnCount { get; }

    /// <summary>[columns]: their indices in the matrix, ascending.</summary>
    public unsafe int* Columns => _columns.Pointer;

    /// <summary>Of all groups in all blocks; each multiplies four weights.</summary>
    public int StepCount => _ranks.Length / Patterns;

    /// <summary>Share of the columns that have a weight, in which a row has one.</summary>
    public double Density => 4.0 * StepCount / Math.Max(1, (long)RowCount * ColumnCount);

    public unsafe int ColumnAt(int index) => Columns[index];

    /// <summary>[rows + 1]; the last is 0.</summary>
    public unsafe float* Bias => _bias.Pointer;

    public unsafe float* Weights => _weights.Pointer;

    public unsafe int* Steps => _steps.Pointer;

    /// <summary>[groups, 4]; <see cref="RowCount"/> stands for none.</summary>
    public unsafe int* Rows => _rows.Pointer;

    public ref readonly PackedPart Part(int panel, int block) => ref _parts[panel * Blocks + block];

    public int FirstColumn(int block) => block * BlockColumns;

    public int EndColumn(int block) => Math.Min(ColumnCount, (block + 1) * BlockColumns);

    /// <summary>Offsets for all steps where the columns of a block are packed side by side.</summary>
    /// <param name="columnBytes">From a column to the next.</param>
    public NativeArray<uint> PackedOffsets(uint columnBytes)
    {
        var offsets = new uint[_ranks.Length];
        for (int i = 0; i < offsets.Length; i++)
            offsets[i] = (uint)(_ranks[i] % BlockColumns) * columnBytes;
        return new(offsets);
    }

    /// <summary>Offsets for all steps where the columns lie as the caller knows.</summary>
    /// <param name="bytes">By the column's index in the matrix.</param>
    public NativeArray<uint> PlacedOffsets(Func<int, uint> bytes)
    {
        var byRank = new uint[ColumnCount];
        for (int i = 0; i < byRank.Length; i++)
            byRank[i] = bytes(ColumnAt(i));
        return new(Array.ConvertAll(_ranks, rank => rank < byRank.Length ? byRank[rank] : 0));
    }

    public void Dispose()
    {
        _weights.Dispose();
        _steps.Dispose();
        _rows.Dispose();
        _bias.Dispose();
        _columns.Dispose();
    }
}
