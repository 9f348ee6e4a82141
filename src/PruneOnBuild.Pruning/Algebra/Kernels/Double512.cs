using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace PruneOnBuild.Pruning.Algebra.Kernels;

internal readonly struct Double512 : ISimd<Vector512<double>, double>
{
    public static int Count => Vector512<double>.Count;

    public static int TileRows => 12;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Load(ref double source, nuint index) => Vector512.LoadUnsafe(ref source, index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Broadcast(double value) => Vector512.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> MultiplyAdd(Vector512<double> a, Vector512<double> b, Vector512<double> c) => Vector512.FusedMultiplyAdd(a, b, c);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<double> vector, ref double target, nuint index) => vector.StoreUnsafe(ref target, index);
}
