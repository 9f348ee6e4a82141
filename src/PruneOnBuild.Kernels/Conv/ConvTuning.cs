using PruneOnBuild.Kernels.Packing;

namespace PruneOnBuild.Kernels.Conv;

/// <summary>How a convolution is cut up; changes speed, never what is computed beyond the order of its sums.</summary>
/// <param name="Patterns">Column patterns of a group of four rows: 1, 2 or 4.</param>
/// <param name="TileVectors">Width of a tile, 1 to 6; as many as the registers hold if that is less.</param>
/// <param name="BlockBytes">The most bytes of a tile that a block of columns covers.</param>
/// <param name="PanelRows">The most rows of a panel, a multiple of 16.</param>
/// <param name="Reading">Where kernels larger than 1 x 1 read; null: where that is estimated to be fastest.</param>
internal sealed record ConvTuning(int Patterns, int TileVectors, int BlockBytes, int PanelRows, Reading? Reading = null)
{
    /// <summary>So few stay in the first cache even where tiles are as wide as the registers allow.</summary>
    private const int FewColumns = 64;

    public static ConvTuning For(SparseWeights weights, ConvGeometry geometry)
    {
        int patterns = RowPacker.Patterns(weights.BlockRows, geometry.Groups == 1 ? 0 : weights.Rows / geometry.Groups);
        bool pointwise = geometry is { KernelHeight: 1, KernelWidth: 1 };
        return new(
            patterns,
            // Where rows share pixels that lie in place, a wider tile takes up no more of the cache.
            TileVectors: weights.Columns <= FewColumns ? 6 : patterns < 4 && !pointwise ? 5 : 4,
            BlockBytes: PackingLimits.BlockBytes(weights, patterns, overlap: !pointwise),
            // Larger kernels have few bands, so that threads share out panels instead.
            PanelRows: pointwise ? 256 : 128);
    }
}
