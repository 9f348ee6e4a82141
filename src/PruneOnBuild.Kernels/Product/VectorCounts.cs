using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace PruneOnBuild.Kernels.Product;

/// <summary>How wide a tile is, as types: sizeof of a type parameter is a constant from the first pass of the JIT on, so that one source gives a
/// kernel for each width with the other widths' registers gone.</summary>
internal static class VectorCounts
{
    /// <summary>Bytes of a type whose last vector is a half.</summary>
    public const int Half = 8;

    /// <summary>Whole vectors, 1 to 6.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe int Whole<TWidth>()
        where TWidth : unmanaged => sizeof(TWidth) % Half;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe bool HasHalf<TWidth>()
        where TWidth : unmanaged => sizeof(TWidth) > Half;
}

[StructLayout(LayoutKind.Sequential, Size = 1)]
internal struct OneVector;

[StructLayout(LayoutKind.Sequential, Size = 2)]
internal struct TwoVectors;

[StructLayout(LayoutKind.Sequential, Size = 3)]
internal struct ThreeVectors;

[StructLayout(LayoutKind.Sequential, Size = 4)]
internal struct FourVectors;

[StructLayout(LayoutKind.Sequential, Size = 5)]
internal struct FiveVectors;

[StructLayout(LayoutKind.Sequential, Size = 6)]
internal struct SixVectors;

[StructLayout(LayoutKind.Sequential, Size = VectorCounts.Half + 1)]
internal struct OneAndHalf;

[StructLayout(LayoutKind.Sequential, Size = VectorCounts.Half + 2)]
internal struct TwoAndHalf;

[StructLayout(LayoutKind.Sequential, Size = VectorCounts.Half + 3)]
internal struct ThreeAndHalf;

[StructLayout(LayoutKind.Sequential, Size = VectorCounts.Half + 4)]
internal struct FourAndHalf;

[StructLayout(LayoutKind.Sequential, Size = VectorCounts.Half + 5)]
internal struct FiveAndHalf;
