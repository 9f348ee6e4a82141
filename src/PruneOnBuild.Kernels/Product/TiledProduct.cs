using System.Runtime.CompilerServices;
using PruneOnBuild.Kernels.Lanes;
using PruneOnBuild.Kernels.Packing;

namespace PruneOnBuild.Kernels.Product;

/// <summary>Sparse rows times tiles of pixels: what convolutions and products have in common. They say how columns are packed and how sums
/// are put in place where the kernel can't do so itself.</summary>
internal abstract unsafe class TiledProduct<TLanes, TVector>
    where TLanes : struct, ILanes<TVector>
    where TVector : unmanaged
{
    /// <summary>A tile's kernels read and write whole vectors, so this much lies behind the end of what is packed.</summary>
    protected const int MarginBytes = 1024;

    private readonly delegate*<TilePass*, void>[] _kernels;
    private readonly SparseActivation _activation;

    /// <param name="patterns">Column patterns of a group of four rows.</param>
    /// <param name="tileVectors">Width of a whole tile.</param>
    protected TiledProduct(int patterns, int tileVectors, SparseActivation activation)
    {
        _kernels = new delegate*<TilePass*, void>[2 * (tileVectors + 1)];
        for (int vectors = 1; vectors <= tileVectors; vectors++)
            _kernels[2 * vectors] = GroupKernels<TLanes, TVector>.Of(patterns, vectors, hasHalf: false);
        for (int vectors = 1; TLanes.HasHalves && vectors < tileVectors; vectors++)
            _kernels[2 * vectors + 1] = GroupKernels<TLanes, TVector>.Of(patterns, vectors, hasHalf: true);
        (TileVectors, _activation) = (tileVectors, activation);
    }

    protected static int Lanes => sizeof(TVector) / sizeof(float);

    protected int TileVectors { get; }

    protected SparseActivation Activation => _activation;

    /// <summary>Pixels of a whole tile, and from a packed column to the next.</summary>
    protected int TilePixels => TileVectors * Lanes;

    protected ScratchPool Scratch { get; } = new();

    /// <summary>Copies columns of the tile side by side, <see cref="TilePixels"/> apart; may write a vector too far.</summary>
    /// <param name="firstColumn">As an index into the packed rows' columns.</param>
    protected abstract void PackColumns(in TileWork work, PackedRows rows, int firstColumn, int endColumn, float* to);

    /// <summary>Adds the residual to sums, bounds them, and puts them in place.</summary>
    /// <param name="sums">The first of these rows; rows are <see cref="TilePixels"/> apart.</param>
    protected abstract void FinishRows(in TileWork work, int firstRow, int endRow, float* sums);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected void RunTile(in TileWork work, PackedRows rows)
    {
        int firstRow = work.FirstPanel * rows.PanelRows, endRow = Math.Min(rows.RowCount, work.EndPanel * rows.PanelRows);
        // Either all columns are packed at once and the sums of one panel wait, or all panels' sums wait and one block is packed at a time.
        bool packsAll = work.InPlace || rows.Blocks == 1 || rows.ColumnCount <= endRow - firstRow;
        nuint packed = work.InPlace ? 0 : (nuint)((packsAll ? rows.ColumnCount : rows.BlockColumns) * TilePixels * sizeof(float));
        nuint waiting = (nuint)(((packsAll ? rows.PanelRows : endRow - firstRow) + 1) * TilePixels * sizeof(float));
        byte* scratch = Scratch.Rent(packed + waiting + MarginBytes);
        float* sums = (float*)scratch, columns = (float*)(scratch + waiting);
        if (packsAll)
        {
            if (!work.InPlace)
                PackColumns(work, rows, 0, rows.ColumnCount, columns);
            for (int panel = work.FirstPanel; panel < work.EndPanel; panel++)
            {
                int row = panel * rows.PanelRows;
                for (int block = 0; block < rows.Blocks; block++)
                    RunBlock(work, rows, panel, block, work.InPlace ? (byte*)(work.Source + work.FirstPixel) : (byte*)(columns + rows.FirstColumn(block) * TilePixels),
                        sums - row * TilePixels);
                if (work.Output is null)
                    FinishRows(work, row, Math.Min(endRow, row + rows.PanelRows), sums);
            }
        }
        else
        {
            for (int block = 0; block < rows.Blocks; block++)
            {
                PackColumns(work, rows, rows.FirstColumn(block), rows.EndColumn(block), columns);
                for (int panel = work.FirstPanel; panel < work.EndPanel; panel++)
                    RunBlock(work, rows, panel, block, (byte*)columns, sums - firstRow * TilePixels);
            }
            if (work.Output is null)
                FinishRows(work, firstRow, endRow, sums);
        }
        Scratch.Return(scratch);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void RunBlock(in TileWork work, PackedRows rows, int panel, int block, byte* x, float* partial)
    {
        ref readonly var part = ref rows.Part(panel, block);
        var pass = new TilePass
        {
            Weights = rows.Weights + 4 * (nint)part.FirstStep,
            Offsets = work.Offsets + rows.Patterns * (nint)part.FirstStep,
            Steps = rows.Steps + part.FirstGroup,
            Rows = rows.Rows + 4 * (nint)part.FirstGroup,
            Groups = part.Groups,
            RowCount = rows.RowCount,
            X = x,
            Bias = block == 0 ? rows.Bias : null,
            Partial = partial,
            PartialPitch = TilePixels,
            Output = block == rows.Blocks - 1 ? work.Output : null,
            Residual = work.Residual,
            OutputPitch = work.OutputPitch,
            Activation = _activation,
        };
        _kernels[2 * work.Vectors + (work.HasHalf ? 1 : 0)](&pass);
    }
}
