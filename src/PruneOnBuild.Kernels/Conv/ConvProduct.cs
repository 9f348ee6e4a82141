using System.Runtime.CompilerServices;
using PruneOnBuild.Kernels.Lanes;
using PruneOnBuild.Kernels.Packing;
using PruneOnBuild.Kernels.Product;

namespace PruneOnBuild.Kernels.Conv;

/// <summary>A convolution as products of each group's sparse rows with tiles of pixels.</summary>
internal sealed unsafe class ConvProduct<TLanes, TVector> : TiledProduct<TLanes, TVector>, IConvProduct
    where TLanes : struct, ILanes<TVector>
    where TVector : unmanaged
{
    private readonly int _channels;
    private readonly int _outputs;
    private readonly PackedRows[] _groups;
    private readonly NativeArray<uint>[] _packedOffsets;
    private readonly Dispatch _dispatch;
    private readonly ScratchPool _planes = new();
    private readonly ConvPlans<ConvPlan> _plans;

    public ConvProduct(SparseWeights weights, ReadOnlySpan<float> bias, ConvGeometry geometry, SparseActivation activation, ConvTuning tuning)
        : base(tuning.Patterns, Math.Min(tuning.TileVectors, TLanes.MostVectors(tuning.Patterns)), activation)
    {
        _outputs = weights.Rows / geometry.Groups;
        _channels = weights.Columns / (geometry.KernelHeight * geometry.KernelWidth);
        var limits = new PackingLimits(tuning.PanelRows, Math.Max(16, tuning.BlockBytes / (TilePixels * sizeof(float))));
        _groups = new PackedRows[geometry.Groups];
        for (int g = 0; g < _groups.Length; g++)
            _groups[g] = RowPacker.Pack(weights, g * _outputs, _outputs, bias.IsEmpty ? bias : bias.Slice(g * _outputs, _outputs), limits);
        _packedOffsets = Array.ConvertAll(_groups, group => group.PackedOffsets((uint)(TilePixels * sizeof(float))));
        _plans = new((height, width, workers) => new(geometry, height, width, workers, _groups, _channels, Lanes, TileVectors, TLanes.HasHalves, tuning.Reading));
        _dispatch = new(this);
    }

    public void Run(float* input, int batch, int height, int width, float* residual, float* output, IWorkers workers)
    {
        int index = _plans.IndexOf(height, width, workers.Count);
        var plan = _plans[index];
        int pieces = (plan.HasPlanes ? plan.Bands : plan.Tiles.Count) * _groups.Length, panels = _groups[0].Panels;
        int piecePanels = Splitting.PanelsOfPiece(pieces, panels, workers.Count), panelPieces = (panels + piecePanels - 1) / piecePanels;
        nint inputSize = (nint)_channels * _groups.Length * height * width, outputSize = (nint)_outputs * _groups.Length * plan.OutputPixels;
        for (int n = 0; n < batch; n++)
        {
            var call = new ConvCall
            {
                Input = input + n * inputSize,
                Residual = residual is null ? null : residual + n * outputSize,
                Output = output + n * outputSize,
                Plan = index,
                PiecePanels = piecePanels,
            };
            _dispatch.Run(this, pieces * panelPieces, &call, workers);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void RunPiece(void* call, int piece)
    {
        var c = (ConvCall*)call;
        var plan = _plans[c->Plan];
        var layout = plan.Layout;
        int panelPieces = (_groups[0].Panels + c->PiecePanels - 1) / c->PiecePanels;
        int pieces = plan.HasPlanes ? plan.Bands : plan.Tiles.Count;
        int part = piece / panelPieces % pieces, group = piece / panelPieces / pieces, firstPanel = piece % panelPieces * c->PiecePanels;
        float* input = c->Input + (nint)group * _channels * plan.InputHeight * plan.InputWidth;
        var work = new TileWork
        {
            Call = call,
            Group = group,
            FirstPanel = firstPanel,
            EndPanel = Math.Min(_groups[0].Panels, firstPanel + c->PiecePanels),
            Source = input,
            InPlace = plan.ReadsInPlace,
            Offsets = plan.ReadsInPlace ? plan.StepOffsets[group].Pointer : _packedOffsets[group].Pointer,
            OutputPitch = plan.OutputPixels,
            OutputBase = (nint)group * _outputs * plan.OutputPixels,
        };
        if (!plan.HasPlanes)
        {
            RunTile(ref work, plan, plan.Tiles, plan.OutputPixels, part);
            return;
        }

        float* planes = (float*)_planes.Rent((nuint)_channels * (nuint)layout.ChannelSize * sizeof(float) + MarginBytes);
        for (int channel = 0; channel < _channels; channel++)
            layout.Fill(input + (nint)channel * plan.InputHeight * plan.InputWidth, part * plan.BandRows, planes + (nint)channel * layout.ChannelSize);
        work.Source = planes;
        work.OutputBase += (nint)part * plan.BandRows * plan.OutputWidth;
        bool isLast = part == plan.Bands - 1;
        var tiles = isLast ? plan.LastTiles : plan.Tiles;
        for (int tile = 0; tile < tiles.Count; tile++)
            RunTile(ref work, plan, tiles, plan.Pixels(isLast ? plan.LastBandRows : plan.BandRows), tile);
        _planes.Return((byte*)planes);
    }

    public void Dispose()
    {
        foreach (var group in _groups)
            group.Dispose();
        foreach (var offsets in _packedOffsets)
            offsets.Dispose();
        _plans.Dispose();
        Scratch.Dispose();
        _planes.Dispose();
        _dispatch.Dispose();
    }

    protected override void PackColumns(in TileWork work, PackedRows rows, int firstColumn, int endColumn, float* to)
    {
        var plan = _plans[((ConvCall*)work.Call)->Plan];
        int* offsets = plan.ColumnOffsets[work.Group].Pointer + firstColumn;
        if (plan.Layout.PhaseWidth == plan.OutputWidth)
            ColumnPacker.PackRun<TLanes, TVector>(
                work.Source + work.FirstPixel, offsets, endColumn - firstColumn, work.Pixels, plan.HasPlanes, to, TilePixels);
        else
            ColumnPacker.PackRows<TLanes, TVector>(
                work.Source, offsets, endColumn - firstColumn, work.FirstPixel, work.Pixels, plan.OutputWidth, plan.Layout.PhaseWidth, to, TilePixels);
    }

    protected override void FinishRows(in TileWork work, int firstRow, int endRow, float* sums)
    {
        var call = (ConvCall*)work.Call;
        var plan = _plans[call->Plan];
        nint at = work.OutputBase + firstRow * work.OutputPitch;
        OutputCopies.Finish<TLanes, TVector>(
            work.FirstPixel, work.Pixels, plan.OutputWidth, plan.Pitch,
            sums, TilePixels, endRow - firstRow,
            call->Residual is null ? null : call->Residual + at, call->Output + at, work.OutputPitch, Activation);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void RunTile(ref TileWork work, ConvPlan plan, Tiling tiles, int pixels, int tile)
    {
        var call = (ConvCall*)work.Call;
        (work.FirstPixel, work.Vectors, work.HasHalf) = (tiles.FirstPixel(tile), tiles.Vectors(tile), tiles.HasHalf(tile));
        work.Pixels = Math.Min(pixels - work.FirstPixel, tiles.Pixels(tile));
        // Where each vector of the tile is one of the output's, the kernel finishes sums itself.
        bool whole = work.Pixels == tiles.Pixels(tile) && plan.Pitch == plan.OutputWidth;
        nint at = work.OutputBase + work.FirstPixel;
        work.Output = whole ? call->Output + at : null;
        work.Residual = whole && call->Residual is not null ? call->Residual + at : null;
        RunTile(work, _groups[work.Group]);
    }
}
