namespace PruneOnBuild.Kernels.Product;

/// <summary>Cuts pixels into as few tiles as their greatest width allows, as equal as possible.</summary>
internal readonly struct Tiling
{
    private readonly int _lanes;
    private readonly int _width;
    private readonly int _wider;
    private readonly bool _endsInHalf;

    /// <param name="lanes">Pixels of a vector.</param>
    /// <param name="tileVectors">The most vectors of a tile.</param>
    /// <param name="hasHalves">Half a vector may be the last, behind whole ones.</param>
    public Tiling(int pixels, int lanes, int tileVectors, bool hasHalves)
    {
        int vectors = pixels / lanes, rest = pixels % lanes;
        _lanes = lanes;
        _endsInHalf = hasHalves && tileVectors > 1 && vectors > 0 && rest > 0 && rest <= lanes / 2;
        Count = (vectors + (rest > 0 ? 1 : 0) + tileVectors - 1) / tileVectors;
        if (rest > 0 && !_endsInHalf)
            vectors++;
        (_width, _wider) = Count == 0 ? (0, 0) : (vectors / Count, vectors % Count);
    }

    public int Count { get; }

    public int FirstPixel(int tile) => (tile * _width + Math.Min(tile, _wider)) * _lanes;

    /// <summary>Whole ones.</summary>
    public int Vectors(int tile) => _width + (tile < _wider ? 1 : 0);

    // The last tile is never wider than others, so that there is room.
    public bool HasHalf(int tile) => _endsInHalf && tile == Count - 1;

    /// <summary>Those that its vectors have lanes for, of which the last may lie behind the end.</summary>
    public int Pixels(int tile) => Vectors(tile) * _lanes + (HasHalf(tile) ? _lanes / 2 : 0);
}
