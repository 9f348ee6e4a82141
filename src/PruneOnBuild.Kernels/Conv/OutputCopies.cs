using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using PruneOnBuild.Kernels.Lanes;

namespace PruneOnBuild.Kernels.Conv;

/// <summary>Finishes sums and copies them to the output, by the same list of vectors for every row of a tile.</summary>
internal static unsafe class OutputCopies
{
    /// <summary>output = activation(sums + residual) for all pixels of a tile and nothing beside, row by row.</summary>
    /// <param name="firstPixel">Of the tile, with the pixels that fill rows of an image up to <paramref name="pitch"/> counted.</param>
    /// <param name="width">Pixels of a row of an image that count, the first ones.</param>
    /// <param name="sums">[rows, <paramref name="sumPitch"/>]</param>
    /// <param name="residual">Null: none; else as the output, and apart from it.</param>
    /// <param name="output">[rows, <paramref name="outputPitch"/>], an image without gaps in each.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Finish<TLanes, TVector>(
        int firstPixel, int pixels, int width, int pitch, float* sums, nint sumPitch, int rows,
        float* residual, float* output, nint outputPitch, SparseActivation activation)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
    {
        int lanes = sizeof(TVector) / sizeof(float);
        // Runs of a vector or more, of four pixels or more, and of fewer.
        int* copies = stackalloc int[6 * pixels];
        int* fours = copies + 2 * pixels, ones = fours + 2 * pixels;
        int copyCount = 0, fourCount = 0, oneCount = 0;
        for (int pixel = 0; pixel < pixels;)
        {
            int y = (firstPixel + pixel) / pitch, x = (firstPixel + pixel) % pitch;
            // Without gaps all rows of an image are one run.
            int run = pitch == width ? pixels : Math.Min(pixels - pixel, width - x);
            int at = y * width + x;
            if (run >= lanes)
                copyCount = Add(pixel, at, run, copies, copyCount, lanes);
            else if (run >= Vector128<float>.Count)
                fourCount = Add(pixel, at, run, fours, fourCount, Vector128<float>.Count);
            else if (run > 0)
                oneCount = Add(pixel, at, run, ones, oneCount, 1);
            pixel += pitch == width ? run : pitch - x;
        }
        if (copyCount > 0)
            Run<TLanes, TVector>(copies, copyCount, sums, sumPitch, rows, residual, output, outputPitch, activation);
        if (fourCount > 0)
            RunFours(fours, fourCount, sums, sumPitch, rows, residual, output, outputPitch, activation);
        if (oneCount > 0)
            RunOnes(ones, oneCount, sums, sumPitch, rows, residual, output, outputPitch, activation);
    }

    /// <summary>Lists a run as copies of as many lanes; the last overlaps the one before where they don't divide the run.</summary>
    /// <param name="copies">[copies, 2]: from and to.</param>
    /// <returns>How many copies there are then.</returns>
    private static int Add(int sum, int at, int pixels, int* copies, int count, int lanes)
    {
        for (int pixel = 0; pixel < pixels; pixel += lanes, count++)
        {
            int first = Math.Min(pixel, pixels - lanes);
            (copies[2 * count], copies[2 * count + 1]) = (sum + first, at + first);
        }
        return count;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<TLanes, TVector>(
        int* copies, int count, float* sums, nint pitch, int rows, float* residual, float* output, nint outputPitch, SparseActivation activation)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
    {
        TVector least = TLanes.Broadcast(activation.Least), most = TLanes.Broadcast(activation.Most);
        for (int row = 0; row < rows; row++, sums += pitch, output += outputPitch)
        {
            for (int i = 0; i < 2 * count; i += 2)
            {
                var sum = TLanes.Load(sums + copies[i]);
                if (residual is not null)
                    sum = TLanes.Add(sum, TLanes.Load(residual + row * outputPitch + copies[i + 1]));
                TLanes.Store(TLanes.Clamp(sum, least, most), output + copies[i + 1]);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RunFours(
        int* copies, int count, float* sums, nint pitch, int rows, float* residual, float* output, nint outputPitch, SparseActivation activation)
    {
        Vector128<float> least = Vector128.Create(activation.Least), most = Vector128.Create(activation.Most);
        for (int row = 0; row < rows; row++, sums += pitch, output += outputPitch)
            for (int i = 0; i < 2 * count; i += 2)
            {
                var sum = Vector128.Load(sums + copies[i]);
                if (residual is not null)
                    sum += Vector128.Load(residual + row * outputPitch + copies[i + 1]);
                Vector128.Min(Vector128.Max(sum, least), most).Store(output + copies[i + 1]);
            }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RunOnes(
        int* copies, int count, float* sums, nint pitch, int rows, float* residual, float* output, nint outputPitch, SparseActivation activation)
    {
        for (int row = 0; row < rows; row++, sums += pitch, output += outputPitch)
            for (int i = 0; i < 2 * count; i += 2)
            {
                float sum = sums[copies[i]];
                output[copies[i + 1]] = activation.Of(residual is null ? sum : sum + residual[row * outputPitch + copies[i + 1]]);
            }
    }
}
