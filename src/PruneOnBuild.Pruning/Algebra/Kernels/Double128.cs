using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace PruneOnBuild.Pruning.Algebra.Kernels;

internal readonly struct Double128 : ISimd<Vector128<double>, double>
{
    public static int Count => Vector128<double>.Count;

    public static int TileRows => 6;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Load(ref double source, nuint index) => Vector128.LoadUnsafe(ref source, index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Broadcast(double value) => Vector128.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> MultiplyAdd(Vector128<double> a, Vector128<double> b, Vector128<double> c) => Vector128.FusedMultiplyAdd(a, b, c);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector128<double> vector, ref double target, nuint index) => vector.StoreUnsafe(ref target, index);
}
