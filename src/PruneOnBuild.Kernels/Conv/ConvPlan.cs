using PruneOnBuild.Kernels.Packing;
using PruneOnBuild.Kernels.Product;

namespace PruneOnBuild.Kernels.Conv;

/// <summary>What depends on the input's height and width, and on how many share the work; built once for each.</summary>
internal sealed class ConvPlan : IPlanned
{
    /// <summary>A band's planes stay in the second cache while the band is computed.</summary>
    private const int BandBytes = 256 << 10;

    /// <summary>The same where there is one for each horizontal place of the kernel: not lower, since rows between bands are copied for both.</summary>
    private const int ShiftedBandBytes = 512 << 10;

    /// <summary>Vectors of a band below which more workers are no gain.</summary>
    private const int LeastVectors = 2;

    /// <param name="groups">The packed rows of each group of the convolution.</param>
    /// <param name="channels">Input channels of a group.</param>
    /// <param name="lanes">Pixels of a vector.</param>
    /// <param name="hasHalves">A tile may end in half a vector.</param>
    public ConvPlan(
        ConvGeometry geometry, int height, int width, int workers, PackedRows[] groups, int channels, int lanes, int tileVectors, bool hasHalves, Reading? reading)
    {
        int leastLanes = hasHalves ? lanes / 2 : lanes;
        (InputHeight, InputWidth, Workers) = (height, width, workers);
        (OutputHeight, OutputWidth) = (geometry.OutputHeight(height), geometry.OutputWidth(width));
        var one = new PlaneLayout(geometry, height, width, 1);
        bool isInput = one.IsInput;
        // Planes of a kernel of 1 x 1 are without gaps, and so are their pixels aligned.
        Reading = !isInput && geometry is { KernelHeight: 1, KernelWidth: 1 } ? Reading.Planes
            : !isInput ? reading ?? ReadingCost.Fastest(geometry, height, width, groups[0], channels, leastLanes)
            : OutputPixels % lanes == 0 ? Reading.InPlace : Reading.Packed;
        Pitch = Reading == Reading.Planes ? one.PhaseWidth : OutputWidth;
        BandRows = isInput ? OutputHeight : RowsOfBand(geometry, channels, lanes, leastLanes);
        Bands = OutputPixels == 0 ? 0 : (OutputHeight + BandRows - 1) / BandRows;
        Layout = new(geometry, height, width, Math.Max(1, BandRows), Reading == Reading.Shifts);
        LastBandRows = OutputHeight - (Bands - 1) * BandRows;
        (Tiles, LastTiles) = (new(Pixels(BandRows), lanes, tileVectors, hasHalves), new(Pixels(LastBandRows), lanes, tileVectors, hasHalves));
        ColumnOffsets = Array.ConvertAll(groups, Offsets);
        StepOffsets = !ReadsInPlace ? []
            : Array.ConvertAll(groups, group => group.PlacedOffsets(column => (uint)Layout.ColumnOffset(column) * sizeof(float)));
    }

    public int InputHeight { get; }

    public int InputWidth { get; }

    public int Workers { get; }

    public int OutputHeight { get; }

    public int OutputWidth { get; }

    public int OutputPixels => OutputHeight * OutputWidth;

    public Reading Reading { get; }

    /// <summary>A piece computes a tile, all its input lying in place; else a whole band, whose planes it fills first.</summary>
    public bool HasPlanes => Reading is Reading.Planes or Reading.Shifts or Reading.PackedPlanes;

    /// <summary>The kernel reads what it computes with from where it lies; else columns are packed.</summary>
    public bool ReadsInPlace => Reading is Reading.InPlace or Reading.Planes or Reading.Shifts;

    public PlaneLayout Layout { get; }

    /// <summary>Rows of the output in a band; the last may have fewer.</summary>
    public int BandRows { get; }

    public int LastBandRows { get; }

    public int Bands { get; }

    public Tiling Tiles { get; }

    public Tiling LastTiles { get; }

    /// <summary>For each group, [columns]: floats from the planes' begin.</summary>
    public NativeArray<int>[] ColumnOffsets { get; }

    /// <summary>For each group, [steps, patterns]: the same in bytes, if the kernel reads in place.</summary>
    public NativeArray<uint>[] StepOffsets { get; }

    /// <summary>Pixels from a row to the next as tiles count them: on planes they run over the ends of rows as if these were pixels.</summary>
    public int Pitch { get; }

    /// <summary>Pixels that tiles cover.</summary>
    public int Pixels(int rows) => rows <= 0 ? 0 : (rows - 1) * Pitch + OutputWidth;

    public void Dispose()
    {
        foreach (var offsets in ColumnOffsets)
            offsets.Dispose();
        foreach (var offsets in StepOffsets)
            offsets.Dispose();
    }

    /// <summary>As few bands as the cache and the workers allow, of a height that wastes few lanes at their ends.</summary>
    /// <param name="leastLanes">Of the vector that a band may end in.</param>
    private int RowsOfBand(ConvGeometry geometry, int channels, int lanes, int leastLanes)
    {
        var one = new PlaneLayout(geometry, InputHeight, InputWidth, 1, Reading == Reading.Shifts);
        long rowBytes = (long)Math.Max(1, channels * one.Phases.Length * one.PhaseWidth) * sizeof(float);
        int most = (int)Math.Clamp((Reading == Reading.Shifts ? ShiftedBandBytes : BandBytes) / rowBytes - one.PhaseHeight, 4, Math.Max(4, OutputHeight));
        if (Workers > 1)
            most = Math.Min(most, Math.Max((OutputHeight + Workers - 1) / Workers, (LeastVectors * lanes + OutputWidth - 1) / Math.Max(1, OutputWidth)));
        int best = 1;
        double least = double.PositiveInfinity;
        for (int rows = Math.Min(most, Math.Max(1, OutputHeight)); rows >= Math.Max(1, most / 2); rows--)
        {
            int whole = OutputHeight / rows, rest = OutputHeight % rows;
            double cost = whole * Vectors(rows) + Vectors(rest) + 0.5 * (whole + (rest > 0 ? 1 : 0));
            if (cost < least)
                (best, least) = (rows, cost);
        }
        return best;

        double Vectors(int rows) => (Pixels(rows) + leastLanes - 1) / leastLanes * leastLanes / (double)lanes;
    }

    private NativeArray<int> Offsets(PackedRows group)
    {
        var offsets = new int[group.ColumnCount];
        for (int i = 0; i < offsets.Length; i++)
            offsets[i] = Layout.ColumnOffset(group.ColumnAt(i));
        return new(offsets);
    }
}
