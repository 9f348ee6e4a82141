using PruneOnBuild.Kernels.Packing;

namespace PruneOnBuild.Kernels.Conv;

/// <summary>Estimates whether a convolution is faster on its padded planes or on packed columns, in multiply-adds of a vector.</summary>
internal static class ReadingCost
{
    /// <summary>A packed vector is loaded, stored and looked for; so is a vector of sums that the kernel can't put in place itself.</summary>
    private const double Moved = 3;

    /// <param name="planeVectors">Vectors of the image where tiles run over the ends of rows.</param>
    /// <param name="vectors">Vectors of the image without gaps.</param>
    public static bool FavoursPlanes(PackedRows rows, long planeVectors, long vectors)
    {
        double multiplyAdds = 4.0 * rows.StepCount;
        double onPlanes = planeVectors * (multiplyAdds * UnalignedLoads(rows.Patterns) + Moved * rows.RowCount);
        double packed = vectors * (multiplyAdds + Moved * rows.ColumnCount);
        return onPlanes < packed;
    }

    // The more rows share a load, the less it matters that it touches two cache lines, and the more that planes are a ninth of the columns.
    private static double UnalignedLoads(int patterns) => patterns switch { 1 => 0.99, 2 => 0.97, _ => 1.5 };
}
