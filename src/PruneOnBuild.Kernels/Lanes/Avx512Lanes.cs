using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace PruneOnBuild.Kernels.Lanes;

/// <summary>16 lanes, 32 registers.</summary>
internal readonly unsafe struct Avx512Lanes : ILanes<Vector512<float>>
{
    public static int MostVectors(int patterns) => 6;

    public static int TransposeSide => Transpose8.Side;

    public static bool HasHalves => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Load(float* from) => Vector512.Load(from);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<float> vector, float* to) => vector.Store(to);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Broadcast(float value) => Vector512.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> LoadFour(float* from) => Avx512F.BroadcastVector128ToVector512(from);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> First(Vector512<float> four) => Avx512F.Permute4x32(four, 0b00_00_00_00);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Second(Vector512<float> four) => Avx512F.Permute4x32(four, 0b01_01_01_01);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Third(Vector512<float> four) => Avx512F.Permute4x32(four, 0b10_10_10_10);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Fourth(Vector512<float> four) => Avx512F.Permute4x32(four, 0b11_11_11_11);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Add(Vector512<float> a, Vector512<float> b) => a + b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Max(Vector512<float> a, Vector512<float> b) => Avx512F.Max(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> MultiplyAdd(Vector512<float> a, Vector512<float> b, Vector512<float> c) => Avx512F.FusedMultiplyAdd(a, b, c);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> LoadHalf(float* from) => Vector256.Load(from).ToVector512Unsafe();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreHalf(Vector512<float> vector, float* to) => vector.GetLower().Store(to);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> MultiplyAddHalf(Vector512<float> a, Vector512<float> b, Vector512<float> c) =>
        Fma.MultiplyAdd(a.GetLower(), b.GetLower(), c.GetLower()).ToVector512Unsafe();

    // Where one of them is no number, these instructions give the second operand.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Clamp(Vector512<float> value, Vector512<float> least, Vector512<float> most) =>
        Avx512F.Min(most, Avx512F.Max(least, value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Transpose(float* from, nint fromPitch, float* to, nint toPitch) => Transpose8.Run(from, fromPitch, to, toPitch);
}
