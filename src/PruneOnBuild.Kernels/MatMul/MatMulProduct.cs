using System.Runtime.CompilerServices;
using PruneOnBuild.Kernels.Lanes;
using PruneOnBuild.Kernels.Packing;
using PruneOnBuild.Kernels.Product;

namespace PruneOnBuild.Kernels.MatMul;

/// <summary>A product over tiles of rows: a tile is turned so that its rows become the pixels of the kernels, and its sums are turned back.</summary>
internal sealed unsafe class MatMulProduct<TLanes, TVector> : TiledProduct<TLanes, TVector>, IMatMulProduct
    where TLanes : struct, ILanes<TVector>
    where TVector : unmanaged
{
    private readonly int _inputs;
    private readonly PackedRows _rows;
    private readonly NativeArray<uint> _offsets;
    private readonly Dispatch _dispatch;

    public MatMulProduct(SparseWeights weights, ReadOnlySpan<float> bias, SparseActivation activation, MatMulTuning tuning)
        : base(tuning.Patterns, Math.Min(tuning.TileVectors, TLanes.MostVectors(tuning.Patterns)), activation)
    {
        _inputs = weights.Columns;
        var limits = new PackingLimits(tuning.PanelRows, Math.Max(16, tuning.BlockBytes / (TilePixels * sizeof(float))));
        _rows = RowPacker.Pack(weights, 0, weights.Rows, bias, limits);
        _offsets = _rows.PackedOffsets((uint)(TilePixels * sizeof(float)));
        _dispatch = new(this);
    }

    public void Run(float* input, int rows, float* residual, float* output, IWorkers workers)
    {
        int tiles = Tiles(rows).Count;
        int piecePanels = Splitting.PanelsOfPiece(tiles, _rows.Panels, workers.Count);
        var call = new MatMulCall
        {
            Input = input,
            Rows = rows,
            Residual = residual,
            Output = output,
            PiecePanels = piecePanels,
        };
        _dispatch.Run(this, tiles * ((_rows.Panels + piecePanels - 1) / piecePanels), &call, workers);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void RunPiece(void* call, int piece)
    {
        var c = (MatMulCall*)call;
        int panelPieces = (_rows.Panels + c->PiecePanels - 1) / c->PiecePanels;
        int tile = piece / panelPieces, firstPanel = piece % panelPieces * c->PiecePanels;
        var tiles = Tiles(c->Rows);
        int first = tiles.FirstPixel(tile);
        var work = new TileWork
        {
            Call = call,
            FirstPixel = first,
            Pixels = Math.Min(c->Rows - first, tiles.Pixels(tile)),
            Vectors = tiles.Vectors(tile),
            HasHalf = tiles.HasHalf(tile),
            FirstPanel = firstPanel,
            EndPanel = Math.Min(_rows.Panels, firstPanel + c->PiecePanels),
            Offsets = _offsets.Pointer,
        };
        RunTile(work, _rows);
    }

    public void Dispose()
    {
        _rows.Dispose();
        _offsets.Dispose();
        Scratch.Dispose();
        _dispatch.Dispose();
    }

    protected override void PackColumns(in TileWork work, PackedRows rows, int firstColumn, int endColumn, float* to)
    {
        var call = (MatMulCall*)work.Call;
        TileTranspose.In<TLanes, TVector>(
            call->Input + (nint)work.FirstPixel * _inputs, _inputs, work.Pixels, rows.Columns + firstColumn, endColumn - firstColumn, to, TilePixels);
    }

    protected override void FinishRows(in TileWork work, int firstRow, int endRow, float* sums)
    {
        var call = (MatMulCall*)work.Call;
        nint at = (nint)work.FirstPixel * _rows.RowCount + firstRow;
        TileTranspose.Out<TLanes, TVector>(
            sums, TilePixels, work.Pixels, endRow - firstRow, call->Residual is null ? null : call->Residual + at, call->Output + at,
            _rows.RowCount, Activation);
    }

    private Tiling Tiles(int rows) => new(rows, Lanes, TileVectors, TLanes.HasHalves);
}
