using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace PruneOnBuild.Kernels.Packing;

/// <summary>Cuts a range of a sparse matrix's rows into panels, blocks and groups.</summary>
internal sealed class RowPacker
{
    private const int GroupRows = 4;

    private readonly SparseWeights _weights;
    private readonly int _firstRow;
    private readonly int _rowCount;
    private readonly int _unitRows;
    private readonly int[] _columns;
    private readonly int[] _rankOf;

    /// <summary>Of each unit, the indices of its blocks, and how many of them the blocks of columns before have taken.</summary>
    private readonly int[][] _entries;
    private readonly int[] _taken;
    private readonly List<float> _packedWeights = [];
    private readonly List<int> _ranks = [];
    private readonly List<int> _steps = [];
    private readonly List<int> _rows = [];

    private RowPacker(SparseWeights weights, int firstRow, int rowCount)
    {
        (_weights, _firstRow, _rowCount) = (weights, firstRow, rowCount);
        _unitRows = UnitRows(weights.BlockRows, rowCount == weights.Rows ? 0 : rowCount);
        _entries = [.. Enumerable.Range(0, (rowCount + _unitRows - 1) / _unitRows).Select(Entries)];
        _taken = new int[_entries.Length];
        var used = new bool[weights.Columns];
        foreach (int[] entries in _entries)
            foreach (int index in entries)
                used[weights.Indices[index]] = true;
        _columns = [.. Enumerable.Range(0, used.Length).Where(column => used[column])];
        _rankOf = new int[used.Length];
        for (int i = 0; i < _columns.Length; i++)
            _rankOf[_columns[i]] = i;
    }

    private int UnitsPerGroup => GroupRows / _unitRows;

    /// <summary>How many column patterns a group of four rows will have: 1, 2 or 4.</summary>
    /// <param name="groupRows">Rows of one of several groups of a convolution; 0: there is one only.</param>
    public static int Patterns(int blockRows, int groupRows) => GroupRows / UnitRows(blockRows, groupRows);

    /// <param name="bias">One for each of the rows, or none.</param>
    public static PackedRows Pack(SparseWeights weights, int firstRow, int rowCount, ReadOnlySpan<float> bias, PackingLimits limits)
    {
        var packer = new RowPacker(weights, firstRow, rowCount);
        int blocks = Math.Max(1, Ceiling(packer._columns.Length, limits.BlockColumns));
        int blockColumns = Math.Max(1, Ceiling(packer._columns.Length, blocks));
        int panels = Math.Max(1, Ceiling(rowCount, limits.PanelRows));
        int panelRows = Math.Max(1, Ceiling(Ceiling(rowCount, panels), 16)) * 16;
        var parts = new List<PackedPart>();
        for (int row = 0; row < rowCount; row += panelRows)
            for (int block = 0; block < blocks; block++)
                parts.Add(packer.PackPart(row, Math.Min(rowCount, row + panelRows), block * blockColumns, blockColumns));

        Span<float> biases = new float[rowCount + 1];
        bias.CopyTo(biases);
        return new(rowCount, panelRows, packer.UnitsPerGroup, blockColumns, packer._columns, [.. packer._ranks], [.. parts],
            packer._packedWeights.ToArray(), packer._steps.ToArray(), packer._rows.ToArray(), biases);
    }

    // Larger blocks are as fast cut into fours; those that no four or two divides are taken apart into rows.
    private static int UnitRows(int blockRows, int groupRows) =>
        blockRows % 4 == 0 && groupRows % 4 == 0 ? 4 : blockRows % 2 == 0 && groupRows % 2 == 0 ? 2 : 1;

    public static int Ceiling(int value, int divisor) => (value + divisor - 1) / divisor;

    /// <summary>A panel's blocks come in ascending order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private PackedPart PackPart(int firstRow, int endRow, int firstRank, int ranks)
    {
        var units = new List<(int Unit, ArraySegment<int> Entries)>();
        for (int unit = firstRow / _unitRows; unit * _unitRows < endRow; unit++)
        {
            int first = _taken[unit], end = first;
            while (end < _entries[unit].Length && _rankOf[_weights.Indices[_entries[unit][end]]] < firstRank + ranks)
                end++;
            units.Add((unit, new(_entries[unit], first, end - first)));
            _taken[unit] = end;
        }
        var part = new PackedPart(_steps.Count, Ceiling(units.Count, UnitsPerGroup), _packedWeights.Count / GroupRows);
        foreach (var group in units.OrderByDescending(unit => unit.Entries.Count).Chunk(UnitsPerGroup))
            PackGroup(group, firstRank);
        return part;
    }

    /// <summary>Units with fewer columns than the longest are filled up with weights of 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void PackGroup((int Unit, ArraySegment<int> Entries)[] group, int firstRank)
    {
        _steps.Add(group[0].Entries.Count);
        for (int i = 0; i < GroupRows; i++)
        {
            int row = i / _unitRows < group.Length ? group[i / _unitRows].Unit * _unitRows + i % _unitRows : _rowCount;
            _rows.Add(Math.Min(row, _rowCount));
        }
        int steps = group[0].Entries.Count, groupRanks = _ranks.Count, groupWeights = _packedWeights.Count;
        CollectionsMarshal.SetCount(_ranks, groupRanks + steps * UnitsPerGroup);
        CollectionsMarshal.SetCount(_packedWeights, groupWeights + steps * GroupRows);
        var ranks = CollectionsMarshal.AsSpan(_ranks)[groupRanks..];
        var weights = CollectionsMarshal.AsSpan(_packedWeights)[groupWeights..];
        int stride = _weights.BlockRows;
        for (int u = 0; u < UnitsPerGroup; u++)
        {
            var (unit, entries) = u < group.Length ? group[u] : default;
            var present = entries.AsSpan();
            int within = FirstRowInBlock(unit);
            // A column that the unit reads anyway: 0 times what is not finite then harms no row that is not lost already.
            int filler = present.IsEmpty ? firstRank : _rankOf[_weights.Indices[present[0]]];
            for (int step = 0; step < steps; step++)
                ranks[step * UnitsPerGroup + u] = step < present.Length ? _rankOf[_weights.Indices[present[step]]] : filler;
            for (int r = 0; r < _unitRows; r++)
                for (int step = 0; step < steps; step++)
                    weights[step * GroupRows + u * _unitRows + r] = step < present.Length ? _weights.Values[present[step] * stride + within + r] : 0;
        }
    }

    /// <summary>Indices of the unit's blocks, those left out whose part within the unit is all zeros.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int[] Entries(int unit)
    {
        int block = (_firstRow + unit * _unitRows) / _weights.BlockRows, within = FirstRowInBlock(unit), count = 0;
        var entries = new int[_weights.Starts[block + 1] - _weights.Starts[block]];
        for (int index = _weights.Starts[block]; index < _weights.Starts[block + 1]; index++)
            for (int r = 0; r < _unitRows; r++)
                if (_weights.Values[index * _weights.BlockRows + within + r] != 0)
                {
                    entries[count++] = index;
                    break;
                }
        return entries[..count];
    }

    private int FirstRowInBlock(int unit) => (_firstRow + unit * _unitRows) % _weights.BlockRows;
}
