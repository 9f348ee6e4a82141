using PruneOnBuild.Graph;
using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Pruning.Groups;

namespace PruneOnBuild.Pruning.Surgery;

/// <summary>Cuts what is not kept out of an analysed model, and holds the result against the law of surgery.</summary>
internal static class StructuredCut
{
    /// <param name="kept">Kept channels of each group, as indices into it, ascending.</param>
    /// <exception cref="PruneOnBuildException">POB3005: the pruned model breaks the law.</exception>
    public static (ModelGraph Pruned, LawCheck Law) Make(Analysis dense, IReadOnlyList<int[]> kept)
    {
        var isRemoved = dense.Removed(kept);
        var pruned = GraphSurgeon.Cut(dense.Map, isRemoved);
        var law = LawOfSurgery.Check(dense.Map, isRemoved, pruned);
        if (!ReferenceEquals(dense.Dense, dense.Map.Model))
        {
            law = law.OrWorse(LawOfSurgery.Check(dense.Dense, dense.Map.Model));
        }

        return law.Holds ? (pruned, law) : throw new PruneOnBuildException(PruningErrors.LawBroken(dense.Dense.Path, law));
    }
}
