using System.Runtime.CompilerServices;

namespace PruneOnBuild.Pruning.Algebra.Kernels;

/// <summary>
/// The register tile for 32 registers: 12 rows by 2 registers, 24 accumulators, so that the multiply-adds, not
/// the loads, set the pace.
/// </summary>
internal static class TileOfTwelve
{
    public const int Rows = 12;

    /// <summary>
    /// tile[i, j] = sum over k of left[k, i] * right[k, j], summed in the order of k in one accumulator.
    /// right [depth, 2 registers] and tile [12, 2 registers] without gaps.
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
        TVector a6 = default, b6 = default;
        TVector a7 = default, b7 = default;
        TVector a8 = default, b8 = default;
        TVector a9 = default, b9 = default;
        TVector a10 = default, b10 = default;
        TVector a11 = default, b11 = default;
        for (var k = 0; k < depth; k++)
        {
            ref var row3 = ref Unsafe.Add(ref left, 3 * across);
            ref var row6 = ref Unsafe.Add(ref row3, 3 * across);
            ref var row9 = ref Unsafe.Add(ref row6, 3 * across);
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
            var x6 = TSimd.Broadcast(row6);
            a6 = TSimd.MultiplyAdd(x6, first, a6);
            b6 = TSimd.MultiplyAdd(x6, second, b6);
            var x7 = TSimd.Broadcast(Unsafe.Add(ref row6, across));
            a7 = TSimd.MultiplyAdd(x7, first, a7);
            b7 = TSimd.MultiplyAdd(x7, second, b7);
            var x8 = TSimd.Broadcast(Unsafe.Add(ref row6, 2 * across));
            a8 = TSimd.MultiplyAdd(x8, first, a8);
            b8 = TSimd.MultiplyAdd(x8, second, b8);
            var x9 = TSimd.Broadcast(row9);
            a9 = TSimd.MultiplyAdd(x9, first, a9);
            b9 = TSimd.MultiplyAdd(x9, second, b9);
            var x10 = TSimd.Broadcast(Unsafe.Add(ref row9, across));
            a10 = TSimd.MultiplyAdd(x10, first, a10);
            b10 = TSimd.MultiplyAdd(x10, second, b10);
            var x11 = TSimd.Broadcast(Unsafe.Add(ref row9, 2 * across));
            a11 = TSimd.MultiplyAdd(x11, first, a11);
            b11 = TSimd.MultiplyAdd(x11, second, b11);
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
        TSimd.Store(a6, ref tile, 12 * width);
        TSimd.Store(b6, ref tile, 13 * width);
        TSimd.Store(a7, ref tile, 14 * width);
        TSimd.Store(b7, ref tile, 15 * width);
        TSimd.Store(a8, ref tile, 16 * width);
        TSimd.Store(b8, ref tile, 17 * width);
        TSimd.Store(a9, ref tile, 18 * width);
        TSimd.Store(b9, ref tile, 19 * width);
        TSimd.Store(a10, ref tile, 20 * width);
        TSimd.Store(b10, ref tile, 21 * width);
        TSimd.Store(a11, ref tile, 22 * width);
        TSimd.Store(b11, ref tile, 23 * width);
    }
}
