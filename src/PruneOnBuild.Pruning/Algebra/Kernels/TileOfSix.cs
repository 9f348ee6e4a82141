using System.Runtime.CompilerServices;

namespace PruneOnBuild.Pruning.Algebra.Kernels;

/// <summary>
/// The register tile for 16 registers: 6 rows by 2 registers, 12 accumulators, two registers of the right factor and one of the left.
/// </summary>
internal static class TileOfSix
{
    public const int Rows = 6;

    /// <summary>
    /// tile[i, j] = sum over k of left[k, i] * right[k, j], summed in the order of k in one accumulator.
    /// right [depth, 2 registers] and tile [6, 2 registers] without gaps.
    /// </summary>
    /// <param name="across">From one row of the left factor to the next, in elements.</param>
    /// <param name="along">From one term to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TSimd, TVector, T>(ref T left, nint across, nint along, ref T right, int depth, ref T tile)
        where TSimd : struct, ISimd<TVector, T>
        where TVector : struct
        where T : unmanaged
    {
        var width = (nuint)TSimd.Count;
        TVector a0 = default, b0 = default;
        TVector a1 = default, b1 = default;
        TVector a2 = default, b2 = default;
        TVector a3 = default, b3 = default;
        TVector a4 = default, b4 = default;
        TVector a5 = default, b5 = default;
        for (var k = 0; k < depth; k++)
        {
            ref var row3 = ref Unsafe.Add(ref left, 3 * across);
            var first = TSimd.Load(ref right, 0);
            var second = TSimd.Load(ref right, width);
            var x0 = TSimd.Broadcast(left);
            a0 = TSimd.MultiplyAdd(x0, first, a0);
            b0 = TSimd.MultiplyAdd(x0, second, b0);
            var x1 = TSimd.Broadcast(Unsafe.Add(ref left, across));
            a1 = TSimd.MultiplyAdd(x1, first, a1);
            b1 = TSimd.MultiplyAdd(x1, second, b1);
            var x2 = TSimd.Broadcast(Unsafe.Add(ref left, 2 * across));
            a2 = TSimd.MultiplyAdd(x2, first, a2);
            b2 = TSimd.MultiplyAdd(x2, second, b2);
            var x3 = TSimd.Broadcast(row3);
            a3 = TSimd.MultiplyAdd(x3, first, a3);
            b3 = TSimd.MultiplyAdd(x3, second, b3);
            var x4 = TSimd.Broadcast(Unsafe.Add(ref row3, across));
            a4 = TSimd.MultiplyAdd(x4, first, a4);
            b4 = TSimd.MultiplyAdd(x4, second, b4);
            var x5 = TSimd.Broadcast(Unsafe.Add(ref row3, 2 * across));
            a5 = TSimd.MultiplyAdd(x5, first, a5);
            b5 = TSimd.MultiplyAdd(x5, second, b5);
            left = ref Unsafe.Add(ref left, along);
            right = ref Unsafe.Add(ref right, 2 * width);
        }

        TSimd.Store(a0, ref tile, 0);
        TSimd.Store(b0, ref tile, width);
        TSimd.Store(a1, ref tile, 2 * width);
        TSimd.Store(b1, ref tile, 3 * width);
        TSimd.Store(a2, ref tile, 4 * width);
        TSimd.Store(b2, ref tile, 5 * width);
        TSimd.Store(a3, ref tile, 6 * width);
        TSimd.Store(b3, ref tile, 7 * width);
        TSimd.Store(a4, ref tile, 8 * width);
        TSimd.Store(b4, ref tile, 9 * width);
        TSimd.Store(a5, ref tile, 10 * width);
        TSimd.Store(b5, ref tile, 11 * width);
    }
}
