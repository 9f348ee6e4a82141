namespace PruneOnBuild.Kernels.Packing;

/// <summary>How a matrix is cut up.</summary>
/// <param name="PanelRows">The most rows of a panel, a multiple of 16.</param>
/// <param name="BlockColumns">The most columns of a block, counted without those that have no weights.</param>
internal readonly record struct PackingLimits(int PanelRows, int BlockColumns)
{
    /// <summary>Densities that layers are told apart by.</summary>
    public const double ManyWeights = 0.45;
    public const double SomeWeights = 0.15;
    public const double FewWeights = 0.07;

    /// <summary>The most bytes of a tile that a block of columns shall cover.</summary>
    /// <param name="patterns">Column patterns of a group of four rows: 1, 2 or 4.</param>
    /// <param name="overlap">Columns have pixels in common, as those of a kernel larger than 1 x 1 do.</param>
    public static int BlockBytes(SparseWeights weights, int patterns, bool overlap)
    {
        // Where rows share columns a pixel is loaded once for several rows, and may come from the second cache.
        if (patterns < 4)
            return 384 << 10;
        // Else a block stays in the first cache beside the weights. Each block costs a pass over the sums, so the fewer weights there are the
        // more columns are worth one; and of many weights several in a row use a pixel while it is there.
        if (overlap && weights.Density is (> ManyWeights or <= FewWeights))
            return 96 << 10;
        return weights.Density > 0.25 ? 24 << 10 : weights.Density > SomeWeights ? 36 << 10 : 48 << 10;
    }
}
