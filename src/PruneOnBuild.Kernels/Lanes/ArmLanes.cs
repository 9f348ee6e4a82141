using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;

namespace PruneOnBuild.Kernels.Lanes;

/// <summary>4 lanes, 32 registers.</summary>
internal readonly unsafe struct ArmLanes : IFourLanes<Vector128<float>>
{
    public static int MostVectors(int patterns) => 6;

    public static int TransposeSide => 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Load(float* from) => Vector128.Load(from);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector128<float> vector, float* to) => vector.Store(to);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Broadcast(float value) => Vector128.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Create(float first, float second, float third, float fourth) => Vector128.Create(first, second, third, fourth);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> LoadFour(float* from) => Vector128.Load(from);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> First(Vector128<float> four) => AdvSimd.DuplicateSelectedScalarToVector128(four, 0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Second(Vector128<float> four) => AdvSimd.DuplicateSelectedScalarToVector128(four, 1);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Third(Vector128<float> four) => AdvSimd.DuplicateSelectedScalarToVector128(four, 2);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Fourth(Vector128<float> four) => AdvSimd.DuplicateSelectedScalarToVector128(four, 3);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Add(Vector128<float> a, Vector128<float> b) => a + b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Max(Vector128<float> a, Vector128<float> b) => AdvSimd.Max(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> MultiplyAdd(Vector128<float> a, Vector128<float> b, Vector128<float> c) => AdvSimd.FusedMultiplyAdd(c, a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Clamp(Vector128<float> value, Vector128<float> least, Vector128<float> most) =>
        AdvSimd.Min(AdvSimd.Max(value, least), most);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Transpose(float* from, nint fromPitch, float* to, nint toPitch)
    {
        var (r0, r1) = (Load(from), Load(from + fromPitch));
        var (r2, r3) = (Load(from + 2 * fromPitch), Load(from + 3 * fromPitch));
        var (low02, high02) = (AdvSimd.Arm64.ZipLow(r0, r2), AdvSimd.Arm64.ZipHigh(r0, r2));
        var (low13, high13) = (AdvSimd.Arm64.ZipLow(r1, r3), AdvSimd.Arm64.ZipHigh(r1, r3));
        Store(AdvSimd.Arm64.ZipLow(low02, low13), to);
        Store(AdvSimd.Arm64.ZipHigh(low02, low13), to + toPitch);
        Store(AdvSimd.Arm64.ZipLow(high02, high13), to + 2 * toPitch);
        Store(AdvSimd.Arm64.ZipHigh(high02, high13), to + 3 * toPitch);
    }
}
