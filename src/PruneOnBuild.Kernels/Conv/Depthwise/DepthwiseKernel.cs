using System.Runtime.CompilerServices;
using PruneOnBuild.Kernels.Lanes;

namespace PruneOnBuild.Kernels.Conv.Depthwise;

/// <summary>The inner loop: one weight after the other, over as many positions at once as hide how long a multiply-add takes.</summary>
internal static unsafe class DepthwiseKernel
{
    /// <summary>Positions that are computed together.</summary>
    public const int Positions = 6;

    /// <summary>A position is a vector of pixels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TLanes, TVector>(DepthwisePass* pass)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
    {
        float* x = pass->Planes, weights = pass->Weights;
        int* offsets = pass->Offsets;
        int taps = pass->Taps;
        TVector bias = TLanes.Broadcast(pass->Bias), least = TLanes.Broadcast(pass->Activation.Least), most = TLanes.Broadcast(pass->Activation.Most);
        for (int group = 0; group < pass->Groups; group++)
        {
            int* at = pass->Positions + 2 * Positions * group;
            float* a = x + at[0], b = x + at[2], c = x + at[4], d = x + at[6], e = x + at[8], f = x + at[10];
            TVector sumA = bias, sumB = bias, sumC = bias, sumD = bias, sumE = bias, sumF = bias;
            for (int tap = 0; tap < taps; tap++)
            {
                TVector weight = TLanes.Broadcast(weights[tap]);
                nint offset = offsets[tap];
                sumA = TLanes.MultiplyAdd(weight, TLanes.Load(a + offset), sumA);
                sumB = TLanes.MultiplyAdd(weight, TLanes.Load(b + offset), sumB);
                sumC = TLanes.MultiplyAdd(weight, TLanes.Load(c + offset), sumC);
                sumD = TLanes.MultiplyAdd(weight, TLanes.Load(d + offset), sumD);
                sumE = TLanes.MultiplyAdd(weight, TLanes.Load(e + offset), sumE);
                sumF = TLanes.MultiplyAdd(weight, TLanes.Load(f + offset), sumF);
            }
            Finish<TLanes, TVector>(pass, at[1], sumA, least, most);
            Finish<TLanes, TVector>(pass, at[3], sumB, least, most);
            Finish<TLanes, TVector>(pass, at[5], sumC, least, most);
            Finish<TLanes, TVector>(pass, at[7], sumD, least, most);
            Finish<TLanes, TVector>(pass, at[9], sumE, least, most);
            Finish<TLanes, TVector>(pass, at[11], sumF, least, most);
        }
    }

    /// <summary>A position is one pixel: for outputs narrower than any vector.</summary>
    public static void RunOnes(DepthwisePass* pass)
    {
        for (int position = 0; position < Positions * pass->Groups; position++)
        {
            int from = pass->Positions[2 * position], to = pass->Positions[2 * position + 1];
            float sum = pass->Bias;
            for (int tap = 0; tap < pass->Taps; tap++)
                sum += pass->Weights[tap] * pass->Planes[from + pass->Offsets[tap]];
            pass->Output[to] = pass->Activation.Of(pass->Residual is null ? sum : sum + pass->Residual[to]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Finish<TLanes, TVector>(DepthwisePass* pass, nint at, TVector sum, TVector least, TVector most)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
    {
        if (pass->Residual is not null)
            sum = TLanes.Add(sum, TLanes.Load(pass->Residual + at));
        TLanes.Store(TLanes.Clamp(sum, least, most), pass->Output + at);
    }
}
