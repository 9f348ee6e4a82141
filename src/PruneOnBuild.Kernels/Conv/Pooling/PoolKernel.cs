using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using PruneOnBuild.Kernels.Lanes;

namespace PruneOnBuild.Kernels.Conv.Pooling;

/// <summary>The maxima of one channel: of the window's rows first, of neighbours in that row of maxima then.</summary>
internal static unsafe class PoolKernel
{
    private const int EvenOfBoth = 0b10_00_10_00;
    private const int OddOfBoth = 0b11_01_11_01;

    /// <param name="input">[height, width]</param>
    /// <param name="row">Room for one row of the input.</param>
    /// <param name="output">[output height, output width]</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TLanes, TVector>(MaxPooling pooling, float* input, int height, int width, float* row, float* output)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
    {
        int outputHeight = pooling.OutputHeight(height), outputWidth = pooling.OutputWidth(width);
        for (int y = 0; y < outputHeight; y++, output += outputWidth)
        {
            Rows<TLanes, TVector>(input + (nint)y * pooling.StrideY * width, pooling.Height, width, row);
            int x = pooling is { Width: 2, StrideX: 2 } ? Pairs(row, output, outputWidth) : 0;
            for (; x < outputWidth; x++)
            {
                float most = row[x * pooling.StrideX];
                for (int i = 1; i < pooling.Width; i++)
                    most = MathF.Max(most, row[x * pooling.StrideX + i]);
                output[x] = most;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Rows<TLanes, TVector>(float* from, int rows, int width, float* to)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
    {
        int lanes = sizeof(TVector) / sizeof(float), x = 0;
        for (; x <= width - lanes; x += lanes)
        {
            var most = TLanes.Load(from + x);
            for (int i = 1; i < rows; i++)
                most = TLanes.Max(most, TLanes.Load(from + i * width + x));
            TLanes.Store(most, to + x);
        }
        for (; x < width; x++)
        {
            float most = from[x];
            for (int i = 1; i < rows; i++)
                most = MathF.Max(most, from[i * width + x]);
            to[x] = most;
        }
    }

    /// <returns>How many maxima of two neighbours there are.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Pairs(float* from, float* to, int count)
    {
        int x = 0;
        if (Sse.IsSupported)
            for (; x <= count - Vector128<float>.Count; x += Vector128<float>.Count)
            {
                Vector128<float> low = Vector128.Load(from + 2 * x), high = Vector128.Load(from + 2 * x + 4);
                Sse.Max(Sse.Shuffle(low, high, OddOfBoth), Sse.Shuffle(low, high, EvenOfBoth)).Store(to + x);
            }
        else if (AdvSimd.Arm64.IsSupported)
            for (; x <= count - Vector128<float>.Count; x += Vector128<float>.Count)
                AdvSimd.Arm64.MaxPairwise(Vector128.Load(from + 2 * x), Vector128.Load(from + 2 * x + 4)).Store(to + x);
        return x;
    }
}
