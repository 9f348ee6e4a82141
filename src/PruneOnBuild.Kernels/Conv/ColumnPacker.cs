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
        // The same few vectors of every column: where they are read, counted from the column, and where they go.
        int* copies = stackalloc int[2 * pixels];
        int count = 0;
        for (int pixel = 0; pixel < pixels;)
        {
            int y = (firstPixel + pixel) / width, x = (firstPixel + pixel) % width, run = Math.Min(width - x, pixels - pixel);
            // What a vector writes behind the end of a row is overwritten by the next row, or by the next column.
            for (int i = 0; i < run; i += lanes, count += 2)
                (copies[count], copies[count + 1]) = (y * rowPitch + x + i, pixel + i);
            pixel += run;
        }
        for (int column = 0; column < columns; column++, to += pitch)
        {
            float* from = planes + offsets[column];
            for (int i = 0; i < count; i += 2)
                TLanes.Store(TLanes.Load(from + copies[i]), to + copies[i + 1]);
        }
    }
}
