using PruneOnBuild.Graph;
using PruneOnBuild.Graph.Shapes;
using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Pruning.Plans;
using PruneOnBuild.Pruning.Sparsity;

namespace PruneOnBuild.Pruning.Recovery;

/// <summary>Weights that an earlier run of a plan recovered and kept.</summary>
internal static class KeptRecovery
{
    private const string Kept = "the recovered model beside it";

    /// <summary>The kept model in the place of the one that the plan has just made and the law has passed: other weights, and nothing else.</summary>
    /// <param name="masks">Of a sparse plan: zeros that the kept model must have too.</param>
    /// <exception cref="PruneOnBuildException">POB3020: the kept model is not one of this plan.</exception>
    public static ModelGraph Take(LockedPlan plan, ModelGraph made, IReadOnlyDictionary<string, bool[]>? masks = null)
    {
        var kept = new ModelGraph(plan.Recovered!.Proto, made.Path);
        if (!kept.Proto.Graph.Input.SequenceEqual(made.Proto.Graph.Input) || !kept.Proto.Graph.Output.SequenceEqual(made.Proto.Graph.Output))
        {
            throw Misfit($"{Kept} has other inputs or outputs");
        }

        var (own, planned) = (ShapeInference.Infer(kept), ShapeInference.Infer(made));
        if (made.Nodes.SelectMany(node => node.Input.Concat(node.Output)).FirstOrDefault(IsOther) is { } value)
        {
            throw Misfit($"in {Kept} '{value}' has another shape than the plan gives it");
        }

        if (masks?.Keys.FirstOrDefault(name => kept.Constant(name) is null) is { } lacking)
        {
            throw Misfit($"{Kept} lacks the weight '{lacking}'");
        }

        return masks is not null && MaskedWeights.FirstOutside(kept, masks) is { } outside
            ? throw Misfit($"{Kept} has weights in '{outside}' where the plan has zeros")
            : kept;

        bool IsOther(string name) =>
            own.Of(name) is { } shape && planned.Of(name) is { } expected
            && (shape.Rank != expected.Rank || shape.Dims.Zip(expected.Dims).Any(dims => dims.First.Differs(dims.Second)));

        PruneOnBuildException Misfit(string what) => new(PruningErrors.PlanDoesNotFit(plan, made.Path, what));
    }
}
