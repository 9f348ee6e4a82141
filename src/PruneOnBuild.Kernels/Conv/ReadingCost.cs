using PruneOnBuild.Kernels.Packing;

namespace PruneOnBuild.Kernels.Conv;

/// <summary>Estimates where a kernel larger than 1 x 1 reads fastest, in multiply-adds of a vector. The constants are fitted to the 3x3 convolutions
/// of ResNet-50 with 50 to 95 % zeros on AVX-512 (Zen 4).</summary>
internal static class ReadingCost
{
    /// <summary>A vector of a column that is packed for a tile.</summary>
    private const double Packed = 3.4;

    /// <summary>A vector that is copied into a plane.</summary>
    private const double Filled = 5;

    /// <summary>What a multiply-add takes longer whose pixels lie across two cache lines, where each loads its own.</summary>
    private const double AcrossLines = 0.45;

    /// <summary>Halves of a line are read as fast as whole ones.</summary>
    private const int FloatsOfHalfLine = 8;

    /// <param name="rows">Of one group of the convolution.</param>
    /// <param name="channels">Input channels of a group.</param>
    /// <param name="lanes">Pixels of the least vector that a tile may end in.</param>
    public static Reading Fastest(ConvGeometry geometry, int height, int width, PackedRows rows, int channels, int lanes)
    {
        int outputRows = geometry.OutputHeight(height);
        var planes = new PlaneLayout(geometry, height, width, Math.Max(1, outputRows));
        var shifts = new PlaneLayout(geometry, height, width, Math.Max(1, outputRows), isShifted: true);
        double multiplyAdds = 4.0 * rows.StepCount, pixels = Whole(outputRows * planes.OutputWidth);
        // Tiles run over the ends of rows as if these were pixels.
        double planePixels = Whole((outputRows - 1) * planes.PhaseWidth + planes.OutputWidth);
        double onPlanes = planePixels * multiplyAdds * Across(planes) + Fill(planes);
        double onShifts = pixels * multiplyAdds * Across(shifts) * FromAfar(rows) + Fill(shifts);
        double packed = pixels * (multiplyAdds * FromAfar(rows) + Packed * rows.ColumnCount) + Fill(planes);
        return onShifts < Math.Min(onPlanes, packed) ? Reading.Shifts : onPlanes < packed ? Reading.Planes : Reading.PackedPlanes;

        double Whole(int pixels) => (pixels + lanes - 1) / lanes * lanes;

        double Fill(PlaneLayout layout) => Filled * channels * layout.Phases.Length * layout.PhaseHeight * layout.PhaseWidth;

        double Across(PlaneLayout layout)
        {
            // With few weights other things take the time.
            if (rows.Patterns < 4 || rows.Density <= PackingLimits.FewWeights)
                return 1;
            int area = geometry.KernelHeight * geometry.KernelWidth;
            return 1 + AcrossLines * Enumerable.Range(0, area).Count(column => layout.ColumnOffset(column) % FloatsOfHalfLine != 0) / area;
        }
    }

    // Shifted planes are as many times larger as the kernel is wide, packed columns as its area, and neither stays in the first cache where blocks of
    // columns are not cut for that. It takes the more time the fewer of a pixel's weights follow one another.
    private static double FromAfar(PackedRows rows) => rows.Patterns switch
    {
        1 => 1.02,
        2 => rows.Density switch { > PackingLimits.ManyWeights => 1, > PackingLimits.SomeWeights => 1.05, _ => 1.12 },
        _ => rows.Density > PackingLimits.FewWeights ? 1 : 1.15,
    };
}
