using PruneOnBuild.Kernels.Storage;

namespace PruneOnBuild.Pruning.Swaps;

/// <summary>A node that shall compute with sparse weights.</summary>
/// <param name="Node">Its name, or its first output where the exporter gave it none.</param>
/// <param name="BlockRows">Output channels that share their zeros: 1 is unstructured.</param>
/// <param name="Type">How the file holds the weights.</param>
public sealed record SparseSwap(string Node, int BlockRows = 1, StoredType Type = StoredType.Fp32);
