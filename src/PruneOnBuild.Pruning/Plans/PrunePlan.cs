using System.Collections.Immutable;

namespace PruneOnBuild.Pruning.Plans;

/// <summary>What a prune does, printable and the same for equal inputs. Structured plans have groups, sparse ones tensors.</summary>
/// <param name="Pattern"><c>structured</c>, or the sparsity pattern as in prune.yaml.</param>
public sealed record PrunePlan(
    string Pattern,
    ImmutableArray<GroupPlan> Groups,
    ImmutableArray<FrozenChannels> Frozen,
    ImmutableArray<TensorPlan> Tensors)
{
    /// <summary>The pattern of plans that cut whole channels.</summary>
    public const string Structured = "structured";
}
