using PruneOnBuild.Graph;

namespace PruneOnBuild.Pruning.Sparsity.Obs;

/// <summary>A model with zeros where its masks say, and its other weights re-fitted.</summary>
/// <param name="Masks">By constant: true where a weight stays.</param>
internal sealed record SparseModel(ModelGraph Model, IReadOnlyDictionary<string, bool[]> Masks);
