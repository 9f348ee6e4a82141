using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Pruning.Plans;

namespace PruneOnBuild.Pruning.Sparsity;

/// <summary>Finds the weights of a locked plan among those of the model, by name and size.</summary>
internal static class LockedMasks
{
    /// <returns>One mask per weight, as long as its values; null where the plan leaves it dense.</returns>
    /// <exception cref="PruneOnBuildException">POB3020: a mask fits no weight of the model.</exception>
    public static IReadOnlyList<bool[]?> Of(LockedPlan plan, string model, IReadOnlyList<SparseWeight> weights)
    {
        var masks = new bool[]?[weights.Count];
        foreach (var mask in plan.Masks)
        {
            var place = weights.Index().Where(weight => weight.Item.Name == mask.Weight).Select(weight => weight.Index).DefaultIfEmpty(-1).First();
            if (place < 0)
            {
                throw Misfit($"it has zeros for weight '{mask.Weight}', which the model has not, or which may not become sparse");
            }

            if (weights[place].Values.Length is var own && own != mask.Kept.Length)
            {
                throw Misfit($"weight '{mask.Weight}' has {mask.Kept.Length} elements there and {own} in the model");
            }

            masks[place] = [.. mask.Kept];
        }

        return masks;

        PruneOnBuildException Misfit(string what) => new(PruningErrors.PlanDoesNotFit(plan, model, what));
    }
}
