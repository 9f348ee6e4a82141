using System.Runtime.InteropServices;

namespace PruneOnBuild.Kernels.Product;

// How many vectors wide a tile is, as types: sizeof of a type parameter is a constant from the first pass of the JIT on, so that one
// source gives a kernel for each width with the other widths' registers gone.

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
