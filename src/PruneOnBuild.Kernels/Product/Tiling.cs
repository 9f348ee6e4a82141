namespace PruneOnBuild.Kernels.Product;

/// <summary>Cuts vectors of pixels into as few tiles as their greatest width allows, as equal as possible.</summary>
internal readonly struct Tiling
{
    private readonly int _width;
    private readonly int _wider;

    public Tiling(int vectors, int tileVectors)
    {
        Count = (vectors + tileVectors - 1) / tileVectors;
        (_width, _wider) = Count == 0 ? (0, 0) : (vectors / Count, vectors % Count);
    }

    public int Count { get; }

    public int FirstVector(int tile) => tile * _width + Math.Min(tile, _wider);

    public int Vectors(int tile) => _width + (tile < _wider ? 1 : 0);
}
