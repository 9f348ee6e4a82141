using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using PruneOnBuild.Kernels.Lanes;

namespace PruneOnBuild.Kernels.Conv;

/// <summary>Finishes sums and copies them to the output, by the same list of vectors for every row of a tile.</summary>
internal static unsafe class OutputCopies
{
    /// <summary>
    /// The list for runs of pixels that are contiguous in both; what a run's vectors leave over, an overlapping one takes.
    /// </summary>
    /// <param name="sum">First pixel of the run within the tile.</param>
    /// <param name="at">The same within the row of the output.</param>
    /// <param name="copies">[copies, 2]: from and to; as many as the pixels suffice.</param>
    /// <param name="lanes">Vectors of so many lanes are listed, or none if the run is shorter.</param>
    /// <returns>How many copies there are then.</returns>
    public static int Add(int sum, int at, int pixels, int* copies, int count, int lanes)
    {
        for (int pixel = 0; pixel < pixels; pixel += lanes, count++)
        {
            int first = Math.Min(pixel, pixels - lanes);
            (copies[2 * count], copies[2 * count + 1]) = (sum + first, at + first);
        }
        return count;
    }

    /// <summary>output = activation(sums + residual) for all copies of all rows.</summary>
    /// <param name="pitch">From a row of the sums to the next, in floats.</param>
    /// <param name="residual">Null: none; else apart from the output.</param>
    /// <param name="outputPitch">From a row of the output to the next, in floats.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TLanes, TVector>(
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

    /// <summary>As <see cref="Run"/>, four pixels at a time.</summary>
    public static void RunFours(
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

    /// <summary>As <see cref="Run"/>, pixel by pixel.</summary>
    public static void RunOnes(
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
