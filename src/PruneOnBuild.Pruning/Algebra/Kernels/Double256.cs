using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace PruneOnBuild.Pruning.Algebra.Kernels;

internal readonly struct Double256 : ISimd<Vector256<double>, double>
{
    public static int Count => Vector256<double>.Count;

    public static int TileRows => 6;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Load(ref double source, nuint index) => Vector256.LoadUnsafe(ref source, index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Broadcast(double value) => Vector256.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> MultiplyAdd(Vector256<double> a, Vector256<double> b, Vector256<double> c) => Vector256.FusedMultiplyAdd(a, b, c);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<double> vector, ref double target, nuint index) => vector.StoreUnsafe(ref target, index);
}
