using System.Collections.Immutable;
using PruneOnBuild.Cli.Locking;
using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Pruning.Swaps;

namespace PruneOnBuild.Cli.Stages;

/// <summary>A pruned model in the cache, not yet judged.</summary>
/// <param name="Path">Full path of the .onnx file in the cache.</param>
/// <param name="Masks">Of a sparse plan, else empty.</param>
/// <param name="Warnings">What pruning warned of, at the places where the policy has them now.</param>
internal sealed record PrunedModel(
    string Path,
    bool FromCache,
    StoredPrune Record,
    ImmutableArray<PackedMask> Masks,
    ImmutableArray<Diagnostic> Warnings) : IStageResult
{
    /// <summary>Which layers run on sparse kernels; null where the target has none.</summary>
    public SparseChoice? Kernels { get; init; }
}
