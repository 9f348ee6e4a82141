using System.Runtime.CompilerServices;
using PruneOnBuild.Kernels.Lanes;

namespace PruneOnBuild.Kernels.MatVec;

/// <summary>The inner loop of <see cref="GroupMatVec{TLanes, TVector}"/>.</summary>
internal static unsafe class GroupMatVecKernel
{
    /// <typeparam name="TPatterns">As large in bytes as there are column patterns, 1, 2 or 4.</typeparam>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TLanes, TVector, TPatterns>(in MatVecPass pass)
        where TLanes : struct, IFourLanes<TVector>
        where TVector : unmanaged
        where TPatterns : unmanaged
    {
        float* weights = pass.Weights;
        uint* offsets = pass.Offsets;
        byte* x = pass.Input;
        float* sums = stackalloc float[4];
        for (int group = 0; group < pass.Groups; group++)
        {
            // Four sums side by side: each would else wait for the one before.
            TVector a = TLanes.Broadcast(0), b = a, c = a, d = a;
            int steps = pass.Steps[group];
            for (; steps >= 4; steps -= 4)
            {
                a = TLanes.MultiplyAdd(TLanes.Load(weights), Values<TLanes, TVector, TPatterns>(x, offsets), a);
                b = TLanes.MultiplyAdd(TLanes.Load(weights + 4), Values<TLanes, TVector, TPatterns>(x, offsets + sizeof(TPatterns)), b);
                c = TLanes.MultiplyAdd(TLanes.Load(weights + 8), Values<TLanes, TVector, TPatterns>(x, offsets + 2 * sizeof(TPatterns)), c);
                d = TLanes.MultiplyAdd(TLanes.Load(weights + 12), Values<TLanes, TVector, TPatterns>(x, offsets + 3 * sizeof(TPatterns)), d);
                weights += 16;
                offsets += 4 * sizeof(TPatterns);
            }
            for (; steps > 0; steps--)
            {
                a = TLanes.MultiplyAdd(TLanes.Load(weights), Values<TLanes, TVector, TPatterns>(x, offsets), a);
                weights += 4;
                offsets += sizeof(TPatterns);
            }
            TLanes.Store(TLanes.Add(TLanes.Add(a, b), TLanes.Add(c, d)), sums);
            for (int i = 0; i < 4; i++)
            {
                int row = pass.Rows[4 * group + i];
                if (row == pass.RowCount)
                    continue;
                float sum = sums[i] + pass.Bias[row];
                pass.Output[row] = pass.Activation.Of(pass.Residual is null ? sum : sum + pass.Residual[row]);
            }
        }
    }

    /// <summary>The inputs that one step multiplies.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Values<TLanes, TVector, TPatterns>(byte* x, uint* offsets)
        where TLanes : struct, IFourLanes<TVector>
        where TVector : unmanaged
        where TPatterns : unmanaged
    {
        float first = *(float*)(x + offsets[0]);
        if (sizeof(TPatterns) == 1)
            return TLanes.Broadcast(first);
        float second = *(float*)(x + offsets[1]);
        return sizeof(TPatterns) == 2 ? TLanes.Create(first, first, second, second)
            : TLanes.Create(first, second, *(float*)(x + offsets[2]), *(float*)(x + offsets[3]));
    }
}
