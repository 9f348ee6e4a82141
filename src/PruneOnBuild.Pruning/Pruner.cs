using PruneOnBuild.Policy;
using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Pruning.Plans;

namespace PruneOnBuild.Pruning;

/// <summary>Prunes in the way that pays on the target: structured for cpu and gpu, zeros for sparse.</summary>
public sealed class Pruner : IPruner
{
    /// <summary>Whether the settings make use of calibration samples.</summary>
    /// <param name="plan">The plan that is given, so that nothing is left to rank, and perhaps nothing to recover.</param>
    public static bool Calibrates(PruneSettings settings, LockedPlan? plan = null) =>
        (settings.Recovery.Value != Policy.Recovery.None && plan?.Recovered is null)
        || (plan is null && settings.Criterion.Value is (Criterion.Obs or Criterion.Activation));

    public PruneResult Prune(PruneRequest request)
    {
        var pattern = request.Target.Pattern?.Value.ToString() ?? PrunePlan.Structured;
        if (request.Plan is { } plan && plan.Pattern != pattern)
        {
            throw new PruneOnBuildException(
                PruningErrors.PlanDoesNotFit(plan, request.Dense.Path, $"its pattern is '{plan.Pattern}', and the target's '{pattern}'"));
        }

        IPruner pruner = request.Target.Hardware == Hardware.Sparse ? new SparsePruner() : new StructuredPruner();
        return pruner.Prune(request);
    }
}
