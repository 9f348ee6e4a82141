using System.Runtime.CompilerServices;
using PruneOnBuild.Kernels.Lanes;

namespace PruneOnBuild.Kernels.Conv;

/// <summary>Finishes sums of adjacent pixels.</summary>
internal static unsafe class OutputRow
{
    /// <summary>output = activation(sums + residual), pixel by pixel and nothing beside.</summary>
    /// <param name="residual">Null: none.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Finish<TLanes, TVector>(float* sums, float* residual, float* output, int pixels, SparseActivation activation)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
    {
        int lanes = sizeof(TVector) / sizeof(float), pixel = 0;
        TVector least = TLanes.Broadcast(activation.Least), most = TLanes.Broadcast(activation.Most);
        for (; pixel <= pixels - lanes; pixel += lanes)
        {
            var sum = TLanes.Load(sums + pixel);
            if (residual is not null)
                sum = TLanes.Add(sum, TLanes.Load(residual + pixel));
            TLanes.Store(TLanes.Clamp(sum, least, most), output + pixel);
        }
        for (; pixel < pixels; pixel++)
            output[pixel] = activation.Of(residual is null ? sums[pixel] : sums[pixel] + residual[pixel]);
    }
}
