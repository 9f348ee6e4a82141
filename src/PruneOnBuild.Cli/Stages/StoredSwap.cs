using PruneOnBuild.Graph;
using PruneOnBuild.Pruning.Swaps;

namespace PruneOnBuild.Cli.Stages;

/// <summary>What the cache keeps of a swap beside the model itself.</summary>
/// <param name="Sha256">Of the swapped .onnx file.</param>
internal sealed record StoredSwap(SparseChoice Choice, ModelSizes Sizes, string Sha256);
