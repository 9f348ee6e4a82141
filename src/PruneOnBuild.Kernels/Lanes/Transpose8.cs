using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace PruneOnBuild.Kernels.Lanes;

/// <summary>The transpose of a square of 8 x 8 floats within AVX registers.</summary>
internal static unsafe class Transpose8
{
    public const int Side = 8;

    // Halves of rows i and i + 4 are loaded into one register, so that all shuffles stay within 128 bits.
    private const int Lower = 0b01_00_01_00;
    private const int Upper = 0b11_10_11_10;

    /// <summary>to[j, i] = from[i, j]; pitches in floats.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Run(float* from, nint fromPitch, float* to, nint toPitch)
    {
        Half(from, fromPitch, to, toPitch);
        Half(from + 4, fromPitch, to + 4 * toPitch, toPitch);
    }

    /// <summary>Four columns of the source: four rows of the target.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Half(float* from, nint fromPitch, float* to, nint toPitch)
    {
        var r0 = Pair(from, fromPitch);
        var r1 = Pair(from + fromPitch, fromPitch);
        var r2 = Pair(from + 2 * fromPitch, fromPitch);
        var r3 = Pair(from + 3 * fromPitch, fromPitch);
        var low01 = Avx.UnpackLow(r0, r1);
        var low23 = Avx.UnpackLow(r2, r3);
        var high01 = Avx.UnpackHigh(r0, r1);
        var high23 = Avx.UnpackHigh(r2, r3);
        Avx.Shuffle(low01, low23, Lower).Store(to);
        Avx.Shuffle(low01, low23, Upper).Store(to + toPitch);
        Avx.Shuffle(high01, high23, Lower).Store(to + 2 * toPitch);
        Avx.Shuffle(high01, high23, Upper).Store(to + 3 * toPitch);
    }

    /// <summary>Four floats of row i below four of row i + 4.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Pair(float* from, nint pitch) =>
        Vector256.Create(Vector128.Load(from), Vector128.Load(from + 4 * pitch));
}
