using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace PruneOnBuild.Pruning.Algebra.Kernels;

/// <summary>
/// One product, cut into tiles of the target that each thread computes whole: it packs what a tile needs, so threads share nothing. Tiles are
/// square where arithmetic sets the pace, and run the length of the rows where it is reading and writing the target.
/// </summary>
internal sealed class TiledProduct<TSimd, TVector, T, TTarget>(
    TTarget target, double alpha, Operand<T> left, Operand<T> right, int depth, ProductShape shape, bool transposed = false)
    where TSimd : struct, ISimd<TVector, T>
    where TVector : struct
    where T : unmanaged
    where TTarget : struct, ITarget<T>
{
    /// <summary>About the side of a tile: its float64 and its two packed factors share a second-level cache of 1 MB.</summary>
    private const int LargeTile = 192;

    /// <summary>For small targets, so that there is a tile for every core.</summary>
    private const int SmallTile = 96;
    private const int SmallTarget = 384;

    /// <summary>
    /// Up to this many columns the left factor is read where it lies: it would be read hardly more often than it takes to pack it.
    /// </summary>
    private const int FewColumns = 128;

    /// <summary>Multiply-adds in the time that it takes to move an element into a panel out of a row that runs along the terms.</summary>
    private const int GatherCost = 8;

    /// <summary>Multiply-adds in the time that it takes to add an element of a tile to a target that lies crosswise.</summary>
    private const int CrosswiseCost = 32;

    /// <summary>Up to this depth a target beyond the caches costs more to read and write than to compute.</summary>
    private const int ShallowDepth = 64;
    private const int ShallowTileRows = 48;

    [ThreadStatic]
    private static AlignedBuffer<T>? _lefts;
    [ThreadStatic]
    private static AlignedBuffer<T>? _rights;
    [ThreadStatic]
    private static AlignedBuffer<T>? _registers;

    private static int TileColumns => 2 * TSimd.Count;

    private int Rows => transposed ? target.Columns : target.Rows;

    private int Columns => transposed ? target.Rows : target.Columns;

    /// <summary>For each term, as <see cref="Cost"/> has it.</summary>
    private long Crosswise => (long)CrosswiseCost * target.Rows * target.Columns / Math.Clamp(depth, 1, Product.DepthBlock);

    private bool LowerTarget => shape.HasFlag(ProductShape.LowerTarget);

    private bool Shallow => depth <= ShallowDepth && !transposed;

    /// <summary>
    /// A target narrower than a tile is computed as its transpose where that fills the tiles better: the same sums, term by term.
    /// </summary>
    public void Run()
    {
        if (shape == ProductShape.Full && Cost(target.Columns, target.Rows, right, left) + Crosswise < Cost(target.Rows, target.Columns, left, right))
        {
            new TiledProduct<TSimd, TVector, T, TTarget>(target, alpha, right, left, depth, shape, transposed: true).RunTiles();
            return;
        }

        RunTiles();
    }

    /// <summary>Multiply-adds for each term of the sums, those of which nothing is wanted too, and packing that costs more than a copy.</summary>
    private static long Cost(int rows, int columns, in Operand<T> left, in Operand<T> right) =>
        ((long)UpTo(rows, TSimd.TileRows) * UpTo(columns, TileColumns))
        + (left.Across == 1 || columns <= FewColumns ? 0 : GatherCost * rows)
        + (right.Across == 1 ? 0 : GatherCost * columns);

    private void RunTiles()
    {
        var side = TileSide(Math.Max(Rows, Columns));
        var (rows, columns) = Shallow ? (ShallowTileRows, Math.Max(1, Columns)) : (side, side);
        var tiles = new List<(int Row, int Column, int Rows, int Columns)>();
        for (var row = 0; row < Rows; row += rows)
        {
            var end = LowerTarget ? Math.Min(Columns, row + rows) : Columns;
            for (var column = 0; column < end; column += columns)
            {
                tiles.Add((row, column, Math.Min(rows, Rows - row), Math.Min(columns, end - column)));
            }
        }

        var work = (long)Rows * Columns * depth;
        Workers.Run(tiles.Count, work, i => Compute(tiles[i].Row, tiles[i].Column, tiles[i].Rows, tiles[i].Columns));
    }

    /// <summary>Tiles of about equal size: a last one of few rows would cost the packing of a whole one.</summary>
    private static int TileSide(int side)
    {
        if (side <= SmallTarget)
        {
            return SmallTile;
        }

        var tiles = (int)Math.Round((double)side / LargeTile);
        return UpTo((side + tiles - 1) / tiles, TileColumns);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Compute(int firstRow, int firstColumn, int rows, int columns)
    {
        var block = Math.Min(depth, Product.DepthBlock);
        var lefts = (_lefts ??= new()).Of(UpTo(rows, TSimd.TileRows) * block);
        var rights = (_rights ??= new()).Of(UpTo(columns, TileColumns) * block);
        var registers = (_registers ??= new()).Of(TSimd.TileRows * TileColumns);

        var inPlace = columns <= FewColumns ? rows - (rows % TSimd.TileRows) : 0;
        var values = left.Values.Span;
        var from = shape.HasFlag(ProductShape.UpperLeft) ? firstRow : shape.HasFlag(ProductShape.LowerRight) ? firstColumn : 0;
        var to = shape.HasFlag(ProductShape.LowerLeft) ? Math.Min(depth, firstRow + rows) : depth;

        // Blocks begin at multiples of their length even where zeros are skipped: else the tiling would show in the last bits.
        for (var k = from - (from % Product.DepthBlock); k < to; k += Product.DepthBlock)
        {
            var terms = Math.Min(Product.DepthBlock, to - k);

            // Rows that fill no panel are packed in any case: a tile reads all of its rows.
            if (inPlace < rows)
            {
                Panels.FillLeft<TSimd, TVector, T>(left, firstRow + inPlace, rows - inPlace, k, terms, lefts[(inPlace * terms)..]);
            }

            Panels.FillRight<TSimd, TVector, T>(right, firstColumn, columns, k, terms, rights);

            // A panel of the right factor stays in the first-level cache while all rows pass. Shallow ones are small, and there the target's
            // rows are followed to their ends, as prefetching likes it.
            var strip = Shallow ? TSimd.TileRows : rows;
            for (var top = 0; top < rows; top += strip)
            {
                for (var column = 0; column < columns; column += TileColumns)
                {
                    for (var row = top; row < Math.Min(rows, top + strip); row += TSimd.TileRows)
                    {
                        var (first, end) = Terms(firstRow + row, firstColumn + column, k, terms);
                        if (first >= end || (LowerTarget && firstColumn + column > firstRow + row + TSimd.TileRows - 1))
                        {
                            continue;
                        }

                        var isInPlace = row < inPlace;
                        Multiply(
                            ref isInPlace
                                ? ref MemoryMarshal.GetReference(values[(left.Offset + ((firstRow + row) * left.Across) + ((k + first) * left.Along))..])
                                : ref lefts[(row * terms) + (first * TSimd.TileRows)],
                            isInPlace ? left.Across : 1,
                            isInPlace ? left.Along : TSimd.TileRows,
                            ref rights[(column * terms) + (first * TileColumns)],
                            end - first,
                            ref MemoryMarshal.GetReference(registers));
                        AddTile(
                            firstRow + row, Math.Min(TSimd.TileRows, rows - row), firstColumn + column, Math.Min(TileColumns, columns - column), registers);
                    }
                }
            }
        }
    }

    /// <summary>The part of a block of terms, which begins at k, that is not known to be zero in a register tile.</summary>
    private (int First, int End) Terms(int row, int column, int k, int terms)
    {
        var first = shape.HasFlag(ProductShape.UpperLeft) ? row : shape.HasFlag(ProductShape.LowerRight) ? column : 0;
        var end = shape.HasFlag(ProductShape.LowerLeft) ? row + TSimd.TileRows : depth;
        return (Math.Max(0, first - k), Math.Min(terms, end - k));
    }

    private static void Multiply(ref T panel, nint across, nint along, ref T other, int terms, ref T registers)
    {
        if (TSimd.TileRows == TileOfTwelve.Rows)
        {
            TileOfTwelve.Run<TSimd, TVector, T>(ref panel, across, along, ref other, terms, ref registers);
        }
        else
        {
            TileOfSix.Run<TSimd, TVector, T>(ref panel, across, along, ref other, terms, ref registers);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddTile(int row, int rows, int column, int columns, Span<T> registers)
    {
        if (transposed)
        {
            AddTransposed(row, rows, column, columns, registers);
            return;
        }

        for (var i = 0; i < rows; i++)
        {
            var count = LowerTarget ? Math.Min(columns, row + i - column + 1) : columns;
            if (count > 0)
            {
                target.Add(row + i, column, registers.Slice(i * TileColumns, count), alpha);
            }
        }
    }

    private void AddTransposed(int row, int rows, int column, int columns, Span<T> registers)
    {
        Span<T> lane = stackalloc T[TSimd.TileRows];
        for (var j = 0; j < columns; j++)
        {
            for (var i = 0; i < rows; i++)
            {
                lane[i] = registers[(i * TileColumns) + j];
            }

            target.Add(column + j, row, lane[..rows], alpha);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int UpTo(int count, int multiple) => (count + multiple - 1) / multiple * multiple;
}
