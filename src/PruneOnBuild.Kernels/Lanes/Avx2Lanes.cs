using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace PruneOnBuild.Kernels.Lanes;

/// <summary>8 lanes, 16 registers.</summary>
internal readonly unsafe struct Avx2Lanes : ILanes<Vector256<float>>
{
    public static int MostVectors(int patterns) => patterns == 4 ? 3 : 2;

    public static int TransposeSide => Transpose8.Side;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Load(float* from) => Vector256.Load(from);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<float> vector, float* to) => vector.Store(to);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Broadcast(float value) => Vector256.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> LoadFour(float* from) => Avx.BroadcastVector128ToVector256(from);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> First(Vector256<float> four) => Avx.Permute(four, 0b00_00_00_00);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Second(Vector256<float> four) => Avx.Permute(four, 0b01_01_01_01);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Third(Vector256<float> four) => Avx.Permute(four, 0b10_10_10_10);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Fourth(Vector256<float> four) => Avx.Permute(four, 0b11_11_11_11);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Add(Vector256<float> a, Vector256<float> b) => a + b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Max(Vector256<float> a, Vector256<float> b) => Avx.Max(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> MultiplyAdd(Vector256<float> a, Vector256<float> b, Vector256<float> c) => Fma.MultiplyAdd(a, b, c);

    // Where one of them is no number, these instructions give the second operand.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Clamp(Vector256<float> value, Vector256<float> least, Vector256<float> most) =>
        Avx.Min(most, Avx.Max(least, value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Transpose(float* from, nint fromPitch, float* to, nint toPitch) => Transpose8.Run(from, fromPitch, to, toPitch);
}
