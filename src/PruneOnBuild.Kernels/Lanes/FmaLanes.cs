using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace PruneOnBuild.Kernels.Lanes;

/// <summary>4 lanes of a processor with AVX2 and FMA, for matrix-vector products whose blocks have four rows or fewer.</summary>
internal readonly unsafe struct FmaLanes : IFourLanes<Vector128<float>>
{
    private const int Upper = 0b11_10_11_10;
    private const int Lower = 0b01_00_01_00;

    public static int MostVectors(int patterns) => 2;

    public static int TransposeSide => 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Load(float* from) => Vector128.Load(from);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector128<float> vector, float* to) => vector.Store(to);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Broadcast(float value) => Vector128.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Create(float first, float second, float third, float fourth) =>
        Vector128.Create(first, second, third, fourth);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> LoadFour(float* from) => Vector128.Load(from);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> First(Vector128<float> four) => Avx.Permute(four, 0b00_00_00_00);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Second(Vector128<float> four) => Avx.Permute(four, 0b01_01_01_01);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Third(Vector128<float> four) => Avx.Permute(four, 0b10_10_10_10);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Fourth(Vector128<float> four) => Avx.Permute(four, 0b11_11_11_11);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Add(Vector128<float> a, Vector128<float> b) => a + b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Max(Vector128<float> a, Vector128<float> b) => Sse.Max(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> MultiplyAdd(Vector128<float> a, Vector128<float> b, Vector128<float> c) => Fma.MultiplyAdd(a, b, c);

    // Where one of them is no number, these instructions give the second operand.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Clamp(Vector128<float> value, Vector128<float> least, Vector128<float> most) =>
        Sse.Min(most, Sse.Max(least, value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Transpose(float* from, nint fromPitch, float* to, nint toPitch)
    {
        var (r0, r1) = (Load(from), Load(from + fromPitch));
        var (r2, r3) = (Load(from + 2 * fromPitch), Load(from + 3 * fromPitch));
        var (low01, high01) = (Sse.UnpackLow(r0, r1), Sse.UnpackHigh(r0, r1));
        var (low23, high23) = (Sse.UnpackLow(r2, r3), Sse.UnpackHigh(r2, r3));
        Store(Sse.Shuffle(low01, low23, Lower), to);
        Store(Sse.Shuffle(low01, low23, Upper), to + toPitch);
        Store(Sse.Shuffle(high01, high23, Lower), to + 2 * toPitch);
        Store(Sse.Shuffle(high01, high23, Upper), to + 3 * toPitch);
    }
}
