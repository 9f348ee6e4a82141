using PruneOnBuild.Kernels.Packing;

namespace PruneOnBuild.Kernels.Conv.Depthwise;

/// <summary>What depends on the input's height and width; built once for each.</summary>
internal sealed class DepthwisePlan : IPlanned
{
    /// <summary>A band's planes stay in the first cache while it is computed.</summary>
    private const int BandBytes = 16 << 10;

    /// <param name="taps">The kernel's place of each weight, channel by channel.</param>
    public DepthwisePlan(ConvGeometry geometry, int height, int width, ReadOnlySpan<int> taps, InstructionSet set)
    {
        (InputHeight, InputWidth) = (height, width);
        (OutputHeight, OutputWidth) = (geometry.OutputHeight(height), geometry.OutputWidth(width));
        Lanes = DepthwiseKernels.Lanes(set, OutputWidth);
        var row = new PlaneLayout(geometry, height, width, 1);
        int rowBytes = Math.Max(1, row.Phases.Length * row.PhaseWidth) * sizeof(float);
        BandRows = Math.Clamp(BandBytes / rowBytes - row.PhaseHeight, 4, Math.Max(4, OutputHeight));
        Bands = (OutputHeight + BandRows - 1) / BandRows;
        // Of equal height: the last would else be a small rest.
        BandRows = Bands == 0 ? 1 : (OutputHeight + Bands - 1) / Bands;
        Bands = (OutputHeight + BandRows - 1) / BandRows;
        Layout = new(geometry, height, width, BandRows);
        Positions = PositionsOf(BandRows);
        LastPositions = PositionsOf(OutputHeight - (Bands - 1) * BandRows);
        var offsets = new int[taps.Length];
        for (int i = 0; i < offsets.Length; i++)
            offsets[i] = Layout.ColumnOffset(taps[i]);
        Offsets = new(offsets);
    }

    public int InputHeight { get; }

    public int InputWidth { get; }

    /// <summary>Channels are shared out, so a plan is the same for any number.</summary>
    public int Workers => 1;

    public int OutputHeight { get; }

    public int OutputWidth { get; }

    public int OutputPixels => OutputHeight * OutputWidth;

    /// <summary>Pixels of a position.</summary>
    public int Lanes { get; }

    public int Bands { get; }

    /// <summary>Rows of the output in a band; the last may have fewer.</summary>
    public int BandRows { get; }

    public PlaneLayout Layout { get; }

    /// <summary>As <see cref="DepthwisePass.Positions"/>.</summary>
    public NativeArray<int> Positions { get; }

    /// <summary>Those of the last band.</summary>
    public NativeArray<int> LastPositions { get; }

    /// <summary>One for each weight.</summary>
    public NativeArray<int> Offsets { get; }

    public int Groups(int rows) => (rows * VectorsOfRow + DepthwiseKernel.Positions - 1) / DepthwiseKernel.Positions;

    public void Dispose()
    {
        Positions.Dispose();
        LastPositions.Dispose();
        Offsets.Dispose();
    }

    private int VectorsOfRow => (OutputWidth + Lanes - 1) / Lanes;

    private NativeArray<int> PositionsOf(int rows)
    {
        int count = Math.Max(0, rows) * VectorsOfRow, padded = Groups(Math.Max(0, rows)) * DepthwiseKernel.Positions;
        var positions = new int[2 * padded];
        for (int i = 0; i < padded; i++)
        {
            // The last group repeats the last position.
            int position = Math.Min(i, count - 1), y = position / VectorsOfRow;
            // The last vector of a row overlaps the one before.
            int x = Math.Min(position % VectorsOfRow * Lanes, OutputWidth - Lanes);
            (positions[2 * i], positions[2 * i + 1]) = (y * Layout.PhaseWidth + x, y * OutputWidth + x);
        }
        return new(positions);
    }
}
