using System.Runtime.CompilerServices;

namespace PruneOnBuild.Kernels.Lanes;

/// <summary>4 lanes that are computed one by one, for processors whose vectors are not known here.</summary>
internal readonly unsafe struct ScalarLanes : IFourLanes<FourFloats>
{
    public static int MostVectors(int patterns) => 2;

    public static int TransposeSide => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourFloats Load(float* from) => new(from[0], from[1], from[2], from[3]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(FourFloats vector, float* to) => (to[0], to[1], to[2], to[3]) = (vector.A, vector.B, vector.C, vector.D);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourFloats Broadcast(float value) => new(value, value, value, value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourFloats Create(float first, float second, float third, float fourth) => new(first, second, third, fourth);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourFloats LoadFour(float* from) => Load(from);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourFloats First(FourFloats four) => Broadcast(four.A);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourFloats Second(FourFloats four) => Broadcast(four.B);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourFloats Third(FourFloats four) => Broadcast(four.C);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourFloats Fourth(FourFloats four) => Broadcast(four.D);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourFloats Add(FourFloats a, FourFloats b) => new(a.A + b.A, a.B + b.B, a.C + b.C, a.D + b.D);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourFloats Max(FourFloats a, FourFloats b) =>
        new(Math.Max(a.A, b.A), Math.Max(a.B, b.B), Math.Max(a.C, b.C), Math.Max(a.D, b.D));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourFloats MultiplyAdd(FourFloats a, FourFloats b, FourFloats c) =>
        new(a.A * b.A + c.A, a.B * b.B + c.B, a.C * b.C + c.C, a.D * b.D + c.D);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourFloats Clamp(FourFloats value, FourFloats least, FourFloats most) =>
        new(Clamp(value.A, least.A, most.A), Clamp(value.B, least.B, most.B), Clamp(value.C, least.C, most.C), Clamp(value.D, least.D, most.D));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Transpose(float* from, nint fromPitch, float* to, nint toPitch) => *to = *from;

    private static float Clamp(float value, float least, float most) => Math.Min(Math.Max(value, least), most);
}
