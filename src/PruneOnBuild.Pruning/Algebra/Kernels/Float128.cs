using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace PruneOnBuild.Pruning.Algebra.Kernels;

internal readonly struct Float128 : ISimd<Vector128<float>, float>
{
    public static int Count => Vector128<float>.Count;

    public static int TileRows => 6;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Load(ref float source, nuint index) => Vector128.LoadUnsafe(ref source, index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Broadcast(float value) => Vector128.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> MultiplyAdd(Vector128<float> a, Vector128<float> b, Vector128<float> c) => Vector128.FusedMultiplyAdd(a, b, c);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector128<float> vector, ref float target, nuint index) => vector.StoreUnsafe(ref target, index);
}
