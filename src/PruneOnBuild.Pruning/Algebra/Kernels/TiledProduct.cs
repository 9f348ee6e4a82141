using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace PruneOnBuild.Pruning.Algebra.Kernels;

/// <summary>
/// One product, cut into square tiles of the target that each thread computes whole: it packs what a tile needs, so threads share nothing.
/// </summary>
internal sealed class TiledProduct<TSimd, TVector, T>(
    Window target, double alpha, Operand<T> left, Operand<T> right, int depth, ProductShape shape)
    where TSimd : struct, ISimd<TVector, T>
    where TVector : struct
    where T : unmanaged
{
    /// <summary>About the side of a tile: its float64 and its two packed factors share a second-level cache of 1 MB.</summary>
    private const int LargeTile = 192;

    /// <summary>For small targets, so that there is a tile for every core.</summary>
    private const int SmallTile = 96;
    private const int SmallTarget = 384;

    [ThreadStatic]
    private static AlignedBuffer<T>? _lefts;
    [ThreadStatic]
    private static AlignedBuffer<T>? _rights;
    [ThreadStatic]
    private static AlignedBuffer<T>? _registers;

    private static int TileColumns => 2 * TSimd.Count;

    private bool LowerTarget => shape.HasFlag(ProductShape.LowerTarget);

    public void Run()
    {
        var size = TileSide(Math.Max(target.Rows, target.Columns));
        var tiles = new List<(int Row, int Column)>();
        for (var row = 0; row < target.Rows; row += size)
        {
            var columns = LowerTarget ? Math.Min(target.Columns, row + size) : target.Columns;
            for (var column = 0; column < columns; column += size)
            {
                tiles.Add((row, column));
            }
        }

        var work = (long)target.Rows * target.Columns * depth;
        Workers.Run(tiles.Count, work, i => Compute(tiles[i].Row, tiles[i].Column, size));
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

    private void Compute(int firstRow, int firstColumn, int size)
    {
        var (rows, columns) = (Math.Min(size, target.Rows - firstRow), Math.Min(size, target.Columns - firstColumn));
        var lefts = (_lefts ??= new()).Of(UpTo(rows, TSimd.TileRows) * Product.DepthBlock);
        var rights = (_rights ??= new()).Of(UpTo(columns, TileColumns) * Product.DepthBlock);
        var registers = (_registers ??= new()).Of(TSimd.TileRows * TileColumns);

        var from = shape.HasFlag(ProductShape.UpperLeft) ? firstRow : shape.HasFlag(ProductShape.LowerRight) ? firstColumn : 0;
        var to = shape.HasFlag(ProductShape.LowerLeft) ? Math.Min(depth, firstRow + rows) : depth;

        // Blocks begin at multiples of their length even where zeros are skipped: else the tiling would show in the last bits.
        for (var k = from - (from % Product.DepthBlock); k < to; k += Product.DepthBlock)
        {
            var terms = Math.Min(Product.DepthBlock, to - k);
            Panels.FillLeft<TSimd, TVector, T>(left, firstRow, rows, k, terms, lefts);
            Panels.FillRight<TSimd, TVector, T>(right, firstColumn, columns, k, terms, rights);
            for (var column = 0; column < columns; column += TileColumns)
            {
                for (var row = 0; row < rows; row += TSimd.TileRows)
                {
                    var (first, end) = Terms(firstRow + row, firstColumn + column, k, terms);
                    if (first >= end || (LowerTarget && firstColumn + column > firstRow + row + TSimd.TileRows - 1))
                    {
                        continue;
                    }

                    Multiply(
                        ref lefts[(row * terms) + (first * TSimd.TileRows)],
                        ref rights[(column * terms) + (first * TileColumns)],
                        end - first,
                        ref MemoryMarshal.GetReference(registers));
                    AddTile(firstRow + row, Math.Min(TSimd.TileRows, rows - row), firstColumn + column, Math.Min(TileColumns, columns - column), registers);
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

    private static void Multiply(ref T panel, ref T other, int terms, ref T registers)
    {
        if (TSimd.TileRows == TileOfTwelve.Rows)
        {
            TileOfTwelve.Run<TSimd, TVector, T>(ref panel, ref other, terms, ref registers);
        }
        else
        {
            TileOfSix.Run<TSimd, TVector, T>(ref panel, ref other, terms, ref registers);
        }
    }

    private void AddTile(int row, int rows, int column, int columns, Span<T> registers)
    {
        for (var i = 0; i < rows; i++)
        {
            var count = LowerTarget ? Math.Min(columns, row + i - column + 1) : columns;
            if (count > 0)
            {
                Vectors.AddScaled(target.Row(row + i).Slice(column, count), registers.Slice(i * TileColumns, count), alpha);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int UpTo(int count, int multiple) => (count + multiple - 1) / multiple * multiple;
}
