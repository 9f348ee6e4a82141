using System.Collections.Immutable;

namespace PruneOnBuild.Pruning.Plans;

/// <summary>Which elements of a weight tensor a sparse plan keeps.</summary>
/// <param name="Weight">The constant's name in the dense model.</param>
/// <param name="Kept">One for each element, row-major: true where it stays.</param>
public sealed record WeightMask(string Weight, ImmutableArray<bool> Kept);
