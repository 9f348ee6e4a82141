using System.Runtime.CompilerServices;
using PruneOnBuild.Kernels;
using PruneOnBuild.Kernels.Lanes;
using System.Runtime.Intrinsics;

namespace PruneOnBuild.Cli.Bench.Kernels;

/// <summary>The most multiplications and additions that one core does, measured by doing nothing else.</summary>
internal static unsafe class FmaPeak
{
    private const int Steps = 20_000;
    private const int Chains = 10;

    /// <summary>In floating-point operations of a run of <see cref="Once"/>.</summary>
    public static double Operations(InstructionSet set) => 2.0 * Steps * Chains * (set switch
    {
        InstructionSet.Avx512 => Vector512<float>.Count,
        InstructionSet.Avx2 => Vector256<float>.Count,
        _ => Vector128<float>.Count,
    });

    public static Action Once(InstructionSet set) => set switch
    {
        InstructionSet.Avx512 => Run<Avx512Lanes, Vector512<float>>,
        InstructionSet.Avx2 => Run<Avx2Lanes, Vector256<float>>,
        InstructionSet.AdvSimd => Run<ArmLanes, Vector128<float>>,
        _ => Run<ScalarLanes, FourFloats>,
    };

    // Ten sums side by side: more than two units with a latency of four or five cycles can start in that time.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<TLanes, TVector>()
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
    {
        TVector x = TLanes.Broadcast(0.999f), y = TLanes.Broadcast(0.001f);
        TVector a = y, b = y, c = y, d = y, e = y, f = y, g = y, h = y, i = y, j = y;
        for (int step = 0; step < Steps; step++)
        {
            a = TLanes.MultiplyAdd(a, x, y);
            b = TLanes.MultiplyAdd(b, x, y);
            c = TLanes.MultiplyAdd(c, x, y);
            d = TLanes.MultiplyAdd(d, x, y);
            e = TLanes.MultiplyAdd(e, x, y);
            f = TLanes.MultiplyAdd(f, x, y);
            g = TLanes.MultiplyAdd(g, x, y);
            h = TLanes.MultiplyAdd(h, x, y);
            i = TLanes.MultiplyAdd(i, x, y);
            j = TLanes.MultiplyAdd(j, x, y);
        }
        float* sink = stackalloc float[16];
        TLanes.Store(TLanes.Add(TLanes.Add(TLanes.Add(a, b), TLanes.Add(c, d)), TLanes.Add(TLanes.Add(e, f), TLanes.Add(TLanes.Add(g, h), TLanes.Add(i, j)))), sink);
    }
}
