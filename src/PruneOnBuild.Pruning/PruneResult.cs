using System.Collections.Immutable;
using PruneOnBuild.Graph;
using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Pruning.Plans;

namespace PruneOnBuild.Pruning;

/// <summary>A pruned model that obeys the law of surgery, and how it came about.</summary>
/// <param name="Warnings">What the user should know: a goal that the widths left no room for, and the like.</param>
public sealed record PruneResult(
    ModelGraph Pruned,
    PrunePlan Plan,
    LawCheck Law,
    ModelCost Dense,
    ModelCost After,
    ImmutableArray<Diagnostic> Warnings)
{
    /// <summary>Of a sparse plan: what <see cref="PrunePlan.Tensors"/> leave out, and applying the plan again needs.</summary>
    public ImmutableArray<WeightMask> Masks { get; init; } = [];
}
