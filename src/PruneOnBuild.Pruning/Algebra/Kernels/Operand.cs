namespace PruneOnBuild.Pruning.Algebra.Kernels;

/// <summary>
/// A factor of a product as the kernels read it: lane i (a row of the left factor, a column of the right one) at depth k, the index that
/// is summed over, is Values[Offset + i * Across + k * Along].
/// </summary>
internal readonly record struct Operand<T>(ReadOnlyMemory<T> Values, int Offset, int Across, int Along);
