using System.Collections.Immutable;
using PruneOnBuild.Graph;
using PruneOnBuild.Pruning;
using PruneOnBuild.Pruning.Plans;

namespace PruneOnBuild.Cli.Stages;

/// <summary>What the cache keeps of a prune beside the model itself.</summary>
/// <param name="Sha256">Of the pruned .onnx file.</param>
internal sealed record StoredPrune(
    PrunePlan Plan,
    LawCheck Law,
    ModelCost Dense,
    ModelCost Pruned,
    ModelSizes DenseSizes,
    ModelSizes PrunedSizes,
    string Sha256,
    ImmutableArray<StoredWarning> Warnings);
