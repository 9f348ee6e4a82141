using PruneOnBuild.Kernels.Lanes;
using PruneOnBuild.Kernels.Packing;
using PruneOnBuild.Kernels.Product;

namespace PruneOnBuild.Kernels.Conv;

/// <summary>A convolution as products of each group's sparse rows with tiles of pixels.</summary>
internal sealed unsafe class ConvProduct<TLanes, TVector> : TiledProduct<TLanes, TVector>, IConvProduct
    where TLanes : struct, ILanes<TVector>
    where TVector : unmanaged
{
    private const int PiecesPerWorker = 4;

    private readonly ConvGeometry _geometry;
    private readonly int _channels;
    private readonly int _outputs;
    private readonly bool _readsPlanes;
    private readonly PackedRows[] _groups;
    private readonly NativeArray<uint>[] _packedOffsets;
    private readonly Dispatch _dispatch;
    private readonly Lock _building = new();
    private ConvPlan[] _plans = [];

    public ConvProduct(SparseWeights weights, ReadOnlySpan<float> bias, ConvGeometry geometry, SparseActivation activation, ConvTuning tuning)
        : base(tuning.Patterns, Math.Min(tuning.TileVectors, TLanes.MostVectors), activation)
    {
        _geometry = geometry;
        _outputs = weights.Rows / geometry.Groups;
        _channels = weights.Columns / (geometry.KernelHeight * geometry.KernelWidth);
        _readsPlanes = tuning.ReadsPlanes;
        var limits = new PackingLimits(tuning.PanelRows, Math.Max(16, tuning.BlockBytes / (TilePixels * sizeof(float))));
        _groups = new PackedRows[geometry.Groups];
        for (int g = 0; g < _groups.Length; g++)
            _groups[g] = RowPacker.Pack(weights, g * _outputs, _outputs, bias.IsEmpty ? bias : bias.Slice(g * _outputs, _outputs), limits);
        _packedOffsets = Array.ConvertAll(_groups, group => group.PackedOffsets((uint)(TilePixels * sizeof(float))));
        _dispatch = new(this);
    }

    public void Run(float* input, int batch, int height, int width, float* residual, float* output, IWorkers workers)
    {
        int index = PlanIndex(height, width);
        var plan = _plans[index];
        var layout = plan.Layout;
        int channels = _channels * _groups.Length;
        bool copies = !layout.IsInput;
        byte* planes = copies ? Scratch.Rent((nuint)channels * (nuint)layout.ChannelSize * sizeof(float) + MarginBytes) : null;
        int tiles = plan.Tiles.Count * _groups.Length, panels = _groups[0].Panels;
        // Tiles are best left whole: only where they are too few for the workers does each panel become a piece.
        bool splits = workers.Count > 1 && tiles < PiecesPerWorker * workers.Count;
        int fillChannels = Math.Max(1, channels / (PiecesPerWorker * workers.Count));
        nint inputSize = (nint)channels * height * width, outputSize = (nint)_outputs * _groups.Length * layout.OutputPixels;
        for (int n = 0; n < batch; n++)
        {
            var call = new ConvCall
            {
                Input = input + n * inputSize,
                Planes = copies ? (float*)planes : input + n * inputSize,
                Residual = residual is null ? null : residual + n * outputSize,
                Output = output + n * outputSize,
                Plan = index,
                FillsPlanes = true,
                FillChannels = fillChannels,
                PiecePanels = splits ? 1 : panels,
            };
            if (copies)
                _dispatch.Run(this, (channels + fillChannels - 1) / fillChannels, &call, workers);
            call.FillsPlanes = false;
            _dispatch.Run(this, tiles * (splits ? panels : 1), &call, workers);
        }
        if (copies)
            Scratch.Return(planes);
    }

    public void RunPiece(void* call, int piece)
    {
        var c = (ConvCall*)call;
        var plan = _plans[c->Plan];
        if (c->FillsPlanes)
            Fill(c, plan.Layout, piece);
        else
            RunTile(c, plan, piece);
    }

    public void Dispose()
    {
        foreach (var group in _groups)
            group.Dispose();
        foreach (var offsets in _packedOffsets)
            offsets.Dispose();
        foreach (var plan in _plans)
            plan.Dispose();
        Scratch.Dispose();
        _dispatch.Dispose();
    }

    protected override void PackColumns(in TileWork work, PackedRows rows, int firstColumn, int endColumn, float* to)
    {
        var call = (ConvCall*)work.Call;
        var plan = _plans[call->Plan];
        int group = Array.IndexOf(_groups, rows);
        float* planes = call->Planes + (nint)group * _channels * plan.Layout.ChannelSize;
        int* offsets = plan.ColumnOffsets[group].Pointer;
        if (plan.Layout.PhaseWidth == plan.Layout.OutputWidth)
            ColumnPacker.PackRun<TLanes, TVector>(
                planes + work.FirstPixel, offsets + firstColumn, endColumn - firstColumn, work.Pixels, !plan.Layout.IsInput, to, TilePixels);
        else
            ColumnPacker.PackRows<TLanes, TVector>(
                planes, offsets + firstColumn, endColumn - firstColumn, work.FirstPixel, work.Pixels,
                plan.Layout.OutputWidth, plan.Layout.PhaseWidth, to, TilePixels);
    }

    protected override void FinishRows(in TileWork work, int firstRow, int endRow, float* sums)
    {
        var call = (ConvCall*)work.Call;
        var plan = _plans[call->Plan];
        var layout = plan.Layout;
        int pitch = plan.Reading == Reading.Planes ? layout.PhaseWidth : Math.Max(1, layout.OutputPixels);
        int width = plan.Reading == Reading.Planes ? layout.OutputWidth : pitch;
        for (int row = firstRow; row < endRow; row++, sums += TilePixels)
        {
            nint begin = (work.OutputRow + row) * (nint)layout.OutputPixels;
            for (int pixel = 0; pixel < work.Pixels;)
            {
                int y = (work.FirstPixel + pixel) / pitch, x = (work.FirstPixel + pixel) % pitch;
                int count = Math.Min(work.Pixels - pixel, width - x);
                nint at = begin + (nint)y * width + x;
                if (count > 0)
                    OutputRow.Finish<TLanes, TVector>(
                        sums + pixel, call->Residual is null ? null : call->Residual + at, call->Output + at, count, Activation);
                pixel += Math.Min(work.Pixels - pixel, pitch - x);
            }
        }
    }

    private void Fill(ConvCall* call, PlaneLayout layout, int piece)
    {
        int end = Math.Min(_channels * _groups.Length, (piece + 1) * call->FillChannels);
        for (int channel = piece * call->FillChannels; channel < end; channel++)
            layout.Fill(call->Input + (nint)channel * layout.InputHeight * layout.InputWidth, call->Planes + (nint)channel * layout.ChannelSize);
    }

    private void RunTile(ConvCall* call, ConvPlan plan, int piece)
    {
        int panelPieces = (_groups[0].Panels + call->PiecePanels - 1) / call->PiecePanels;
        int tile = piece / panelPieces % plan.Tiles.Count, group = piece / panelPieces / plan.Tiles.Count;
        int firstPanel = piece % panelPieces * call->PiecePanels;
        int first = plan.Tiles.FirstVector(tile) * Lanes, vectors = plan.Tiles.Vectors(tile);
        int pixels = Math.Min(plan.Pixels - first, vectors * Lanes);
        bool inPlace = plan.Reading != Reading.Packed;
        bool whole = pixels == vectors * Lanes && plan.Reading != Reading.Planes;
        nint at = (nint)group * _outputs * plan.Layout.OutputPixels + first;
        var work = new TileWork
        {
            Call = call,
            FirstPixel = first,
            Pixels = pixels,
            Vectors = vectors,
            FirstPanel = firstPanel,
            EndPanel = Math.Min(_groups[0].Panels, firstPanel + call->PiecePanels),
            X = inPlace ? (byte*)(call->Planes + (nint)group * _channels * plan.Layout.ChannelSize + first) : null,
            Offsets = inPlace ? plan.StepOffsets[group].Pointer : _packedOffsets[group].Pointer,
            Output = whole ? call->Output + at : null,
            Residual = call->Residual is null ? null : call->Residual + at,
            OutputPitch = plan.Layout.OutputPixels,
            OutputRow = group * _outputs,
        };
        RunTile(work, _groups[group]);
    }

    private int PlanIndex(int height, int width)
    {
        for (var plans = _plans; ;)
        {
            for (int i = 0; i < plans.Length; i++)
                if (plans[i].Layout.InputHeight == height && plans[i].Layout.InputWidth == width)
                    return i;
            lock (_building)
            {
                if (plans == _plans)
                    _plans = [.. plans, new ConvPlan(new(_geometry, height, width), _groups, Lanes, TileVectors, _readsPlanes)];
                plans = _plans;
            }
        }
    }
}
