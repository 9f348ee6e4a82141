using PruneOnBuild.Kernels.Packing;

namespace PruneOnBuild.Kernels.MatMul;

/// <summary>How a product is cut up; changes speed, never what is computed beyond the order of its sums.</summary>
/// <param name="Patterns">Column patterns of a group of four outputs: 1, 2 or 4.</param>
/// <param name="TileVectors">Width of a tile, 1 to 6; as many as the registers hold if that is less.</param>
/// <param name="BlockBytes">The most bytes of a tile that a block of columns covers.</param>
/// <param name="PanelRows">The most outputs of a panel, a multiple of 16.</param>
/// <param name="FewRows">Up to so many rows are multiplied one by one.</param>
internal sealed record MatMulTuning(int Patterns, int TileVectors, int BlockBytes, int PanelRows, int FewRows)
{
    public static MatMulTuning For(SparseWeights weights)
    {
        int patterns = RowPacker.Patterns(weights.BlockRows, 0);
        return new(patterns, TileVectors: 4, BlockBytes: PackingLimits.BlockBytes(weights, patterns, overlap: false), PanelRows: 256,
            FewRows: patterns == 4 ? 2 : weights.BlockRows % 8 == 0 ? 8 : 4);
    }
}
