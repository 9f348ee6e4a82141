namespace PruneOnBuild.Kernels.Packing;

/// <summary>The groups of one panel within one block of columns.</summary>
internal readonly record struct PackedPart(int FirstGroup, int Groups, int FirstStep);
