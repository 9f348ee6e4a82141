using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace PruneOnBuild.Pruning.Algebra.Kernels;

internal readonly struct Float512 : ISimd<Vector512<float>, float>
{
    public static int Count => Vector512<float>.Count;

    public static int TileRows => 12;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Load(ref float source, nuint index) => Vector512.LoadUnsafe(ref source, index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Broadcast(float value) => Vector512.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> MultiplyAdd(Vector512<float> a, Vector512<float> b, Vector512<float> c) => Vector512.FusedMultiplyAdd(a, b, c);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<float> vector, ref float target, nuint index) => vector.StoreUnsafe(ref target, index);
}
