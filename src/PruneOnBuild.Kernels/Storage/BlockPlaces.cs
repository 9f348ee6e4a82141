namespace PruneOnBuild.Kernels.Storage;

/// <summary>Where blocks are: block row times columns plus column. Gathers the lists of <see cref="SparseWeights"/> from such places.</summary>
internal sealed class BlockPlaces
{
    private readonly long _places;
    private readonly int _columns;
    private int _found;

    public BlockPlaces(in PackedHeader header)
    {
        _places = header.Places;
        _columns = header.Columns;
        Starts = new int[header.BlockRowCount + 1];
        Indices = new int[header.Blocks];
    }

    public int[] Starts { get; }

    public int[] Indices { get; }

    /// <summary>Ascending.</summary>
    public static IEnumerable<long> Of(SparseWeights weights)
    {
        for (int row = 0; row < weights.BlockRowCount; row++)
            for (int i = weights.Starts[row]; i < weights.Starts[row + 1]; i++)
                yield return (long)row * weights.Columns + weights.Indices[i];
    }

    /// <param name="place">Above the last one.</param>
    /// <exception cref="InvalidDataException">It lies outside, or more blocks were found than there are.</exception>
    public void Add(long place)
    {
        if (place < 0 || place >= _places)
            throw Damage.Found("a block lies outside the matrix");
        if (_found == Indices.Length)
            throw Damage.Found($"they place more than their {Indices.Length} blocks");
        Indices[_found++] = (int)(place % _columns);
        Starts[place / _columns + 1]++;
    }

    /// <summary>After the last <see cref="Add"/>: counts become starts.</summary>
    /// <exception cref="InvalidDataException">Fewer blocks were found than there are.</exception>
    public void End()
    {
        if (_found != Indices.Length)
            throw Damage.Found($"they place {_found} of their {Indices.Length} blocks");
        for (int row = 1; row < Starts.Length; row++)
            Starts[row] += Starts[row - 1];
    }
}
