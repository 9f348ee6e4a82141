using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
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
        int lanes = sizeof(TVector) / sizeof(float);
        if (pixels < lanes)
        {
            FinishFew(sums, residual, output, pixels, activation);
            return;
        }
        TVector least = TLanes.Broadcast(activation.Least), most = TLanes.Broadcast(activation.Most);
        // The last vector overlaps the one before, so it is read before that is written: the output may be the residual.
        int last = pixels - lanes;
        var end = TLanes.Load(sums + last);
        if (residual is not null)
            end = TLanes.Add(end, TLanes.Load(residual + last));
        for (int pixel = 0; pixel < last; pixel += lanes)
        {
            var sum = TLanes.Load(sums + pixel);
            if (residual is not null)
                sum = TLanes.Add(sum, TLanes.Load(residual + pixel));
            TLanes.Store(TLanes.Clamp(sum, least, most), output + pixel);
        }
        TLanes.Store(TLanes.Clamp(end, least, most), output + last);
    }

    private static void FinishFew(float* sums, float* residual, float* output, int pixels, SparseActivation activation)
    {
        int pixel = 0;
        for (; pixel <= pixels - Vector128<float>.Count; pixel += Vector128<float>.Count)
        {
            var sum = Vector128.Load(sums + pixel);
            if (residual is not null)
                sum += Vector128.Load(residual + pixel);
            Vector128.Min(Vector128.Max(sum, Vector128.Create(activation.Least)), Vector128.Create(activation.Most)).Store(output + pixel);
        }
        for (; pixel < pixels; pixel++)
            output[pixel] = activation.Of(residual is null ? sums[pixel] : sums[pixel] + residual[pixel]);
    }
}
