using System.Collections.Immutable;
using PruneOnBuild.Graph;
using PruneOnBuild.Policy.Diagnostics;

namespace PruneOnBuild.Pruning.Plans;

/// <summary>What an earlier run chose for the same model and settings: applied as it is, without ranking or search.</summary>
/// <param name="Pattern">As <see cref="PrunePlan.Pattern"/> has it.</param>
/// <param name="Groups">Of a structured plan: every group of the model.</param>
/// <param name="Masks">Of a sparse plan: the weights that become sparse.</param>
/// <param name="Location">Where the plan is written.</param>
public sealed record LockedPlan(
    string Pattern, ImmutableArray<LockedGroup> Groups, ImmutableArray<WeightMask> Masks, SourceLocation Location)
{
    /// <summary>The model that came of the plan then, its weights recovered: taken instead of recovering them again. Null: recover.</summary>
    public ModelGraph? Recovered { get; init; }
}
