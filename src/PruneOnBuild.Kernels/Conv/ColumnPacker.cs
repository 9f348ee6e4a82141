using System.Runtime.CompilerServices;
using PruneOnBuild.Kernels.Lanes;

namespace PruneOnBuild.Kernels.Conv;

/// <summary>Copies pixels of columns side by side.</summary>
internal static unsafe class ColumnPacker
{
    /// <summary>Where a tile's pixels are contiguous.</summary>
    /// <param name="planes">From the tile's first pixel on.</param>
    /// <param name="offsets">Of each column, in floats.</param>
    /// <param name="mayOverread">Whole vectors may be read where fewer pixels are left.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void PackRun<TLanes, TVector>(float* planes, int* offsets, int columns, int pixels, bool mayOverread, float* to, int pitch)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
    {
        int lanes = sizeof(TVector) / sizeof(float);
        int vectorPixels = mayOverread ? pixels : pixels / lanes * lanes;
        for (int column = 0; column < columns; column++, to += pitch)
        {
            float* from = planes + offsets[column];
            int pixel = 0;
            for (; pixel < vectorPixels; pixel += lanes)
                TLanes.Store(TLanes.Load(from + pixel), to + pixel);
            for (; pixel < pixels; pixel++)
                to[pixel] = from[pixel];
        }
    }

    /// <summary>Where a tile's pixels are parts of rows.</summary>
    /// <param name="width">Pixels of a row of the output.</param>
    /// <param name="rowPitch">Floats from a row of the planes to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void PackRows<TLanes, TVector>(
        float* planes, int* offsets, int columns, int firstPixel, int pixels, int width, int rowPitch, float* to, int pitch)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
    {
        int lanes = sizeof(TVector) / sizeof(float);
        int firstX = firstPixel % width;
        planes += (nint)(firstPixel / width) * rowPitch;
        for (int column = 0; column < columns; column++, to += pitch)
        {
            float* row = planes + offsets[column];
            int x = firstX;
            // What a vector writes behind the end of a row is overwritten by the next row, or by the next column.
            for (int pixel = 0; pixel < pixels;)
            {
                int count = Math.Min(width - x, pixels - pixel);
                for (int i = 0; i < count; i += lanes)
                    TLanes.Store(TLanes.Load(row + x + i), to + pixel + i);
                pixel += count;
                row += rowPitch;
                x = 0;
            }
        }
    }
}
