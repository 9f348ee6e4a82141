using System.Runtime.InteropServices;

namespace PruneOnBuild.Kernels.Product;

// How many column patterns the four rows of a group have, as types for the same reason as the vector counts.

/// <summary>All four rows share their columns.</summary>
[StructLayout(LayoutKind.Sequential, Size = 1)]
internal struct OnePattern;

/// <summary>Rows 0 and 1 share their columns, and so do rows 2 and 3.</summary>
[StructLayout(LayoutKind.Sequential, Size = 2)]
internal struct TwoPatterns;

/// <summary>Each row has its own columns.</summary>
[StructLayout(LayoutKind.Sequential, Size = 4)]
internal struct FourPatterns;
