namespace PruneOnBuild.Kernels.Packing;

/// <summary>How a matrix is cut up.</summary>
/// <param name="PanelRows">The most rows of a panel, a multiple of 16.</param>
/// <param name="BlockColumns">The most columns of a block, counted without those that have no weights.</param>
internal readonly record struct PackingLimits(int PanelRows, int BlockColumns)
{
    private const double ManyWeights = 0.25;
    private const double FewWeights = 0.07;

    /// <summary>The most bytes of a tile that a block of columns shall cover.</summary>
    /// <param name="patterns">Column patterns of a group of four rows: 1, 2 or 4.</param>
    public static int BlockBytes(SparseWeights weights, int patterns)
    {
        // Where rows share columns a pixel is loaded once for several rows, and may come from the second cache.
        if (patterns < 4)
            return 384 << 10;
        // Else a block stays in the first cache beside the weights. Each block costs a pass over the sums, so the fewer weights there are the
        // more columns are worth one.
        double density = (double)weights.Values.Length / Math.Max(1, (long)weights.Rows * weights.Columns);
        return density > ManyWeights ? 24 << 10 : density > FewWeights ? 36 << 10 : 48 << 10;
    }
}
