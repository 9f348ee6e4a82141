using System.Runtime.CompilerServices;
using PruneOnBuild.Kernels.Lanes;

namespace PruneOnBuild.Kernels.MatMul;

/// <summary>Turns rows of a product into columns of a tile, and sums of a tile into rows.</summary>
internal static unsafe class TileTranspose
{
    /// <summary>to[c, r] = from[r, columns[c]]</summary>
    /// <param name="columns">Ascending.</param>
    /// <param name="pitch">From a column of the tile to the next, in floats.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void In<TLanes, TVector>(float* from, nint rowPitch, int rows, int* columns, int columnCount, float* to, nint pitch)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
    {
        int side = TLanes.TransposeSide, row = 0;
        for (; row <= rows - side; row += side)
        {
            int c = 0;
            while (c <= columnCount - side)
                if (columns[c + side - 1] - columns[c] == side - 1)
                {
                    TLanes.Transpose(from + row * rowPitch + columns[c], rowPitch, to + c * pitch + row, pitch);
                    c += side;
                }
                else
                {
                    Gather(from + row * rowPitch + columns[c], rowPitch, side, to + c * pitch + row);
                    c++;
                }
            for (; c < columnCount; c++)
                Gather(from + row * rowPitch + columns[c], rowPitch, side, to + c * pitch + row);
        }
        if (row < rows)
            for (int c = 0; c < columnCount; c++)
                Gather(from + row * rowPitch + columns[c], rowPitch, rows - row, to + c * pitch + row);
    }

    /// <summary>output[r, c] = activation(sums[c, r] + residual[r, c]); pitches in floats.</summary>
    /// <param name="residual">Null: none.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Out<TLanes, TVector>(
        float* sums, nint pitch, int rows, int columns, float* residual, float* output, nint rowPitch, SparseActivation activation)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
    {
        int side = TLanes.TransposeSide, lanes = sizeof(TVector) / sizeof(float);
        float* square = stackalloc float[16 * 16];
        TVector least = TLanes.Broadcast(activation.Least), most = TLanes.Broadcast(activation.Most);
        bool finished = residual is null && activation.IsNone;
        int row = 0;
        for (; row <= rows - side; row += side)
        {
            int c = 0;
            for (; finished && c <= columns - side; c += side)
                TLanes.Transpose(sums + c * pitch + row, pitch, output + row * rowPitch + c, rowPitch);
            // Whole vectors: written to a small block first, so that they are finished at once.
            for (; c <= columns - lanes; c += lanes)
            {
                for (int part = 0; part < lanes; part += side)
                    TLanes.Transpose(sums + (c + part) * pitch + row, pitch, square + part, lanes);
                for (int r = 0; r < side; r++)
                {
                    nint at = (row + r) * rowPitch + c;
                    var sum = TLanes.Load(square + r * lanes);
                    if (residual is not null)
                        sum = TLanes.Add(sum, TLanes.Load(residual + at));
                    TLanes.Store(TLanes.Clamp(sum, least, most), output + at);
                }
            }
            Scatter(sums, pitch, row, row + side, c, columns, residual, output, rowPitch, activation);
        }
        Scatter(sums, pitch, row, rows, 0, columns, residual, output, rowPitch, activation);
    }

    private static void Gather(float* from, nint rowPitch, int rows, float* to)
    {
        for (int r = 0; r < rows; r++)
            to[r] = from[r * rowPitch];
    }

    private static void Scatter(
        float* sums, nint pitch, int row, int endRow, int column, int endColumn, float* residual, float* output, nint rowPitch,
        SparseActivation activation)
    {
        for (int r = row; r < endRow; r++)
            for (int c = column; c < endColumn; c++)
            {
                nint at = r * rowPitch + c;
                float sum = sums[c * pitch + r];
                output[at] = activation.Of(residual is null ? sum : sum + residual[at]);
            }
    }
}
