using System.Collections.Immutable;
using PruneOnBuild.Graph;
using PruneOnBuild.Graph.Tensors;
using PruneOnBuild.Graph.Channels;
using PruneOnBuild.Graph.Shapes;
using PruneOnBuild.Policy;
using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Pruning.Calibration;
using PruneOnBuild.Pruning.Layers;
using PruneOnBuild.Pruning.Plans;
using PruneOnBuild.Pruning.Recovery;
using PruneOnBuild.Pruning.Sparsity;
using PruneOnBuild.Pruning.Sparsity.Obs;
using PruneOnBuild.Pruning.Surgery;
using PruneOnBuild.Runtime;

namespace PruneOnBuild.Pruning;

/// <summary>Single weights become zero, within a pattern; shapes stay. For sparse targets.</summary>
internal sealed class SparsePruner : IPruner
{
    public PruneResult Prune(PruneRequest request)
    {
        var (dense, model, target) = request;
        var (settings, calibration, progress) = (model.Prune, request.Calibration, request.Progress);
        var pattern = target.Pattern!.Value;
        var sparsity = SparsityOf(settings, pattern);
        var eligibility = new Eligibility(target);
        var keep = new KeepList(settings.Keep);
        var map = AxisMapper.Map(dense, ShapeInference.Infer(dense));
        var weights = SparseWeights.Find(map, keep.Matches);
        var masks = request.Plan is { } plan ? LockedMasks.Of(plan, dense.Path, weights) : ByMagnitude(request, eligibility, weights, sparsity);
        if (masks.All(mask => mask is null) && weights.All(weight => eligibility.Refusal(weight) is not null))
        {
            throw new PruneOnBuildException(PruningErrors.NothingToZero(dense.Path, pattern));
        }

        var chosen = weights.Zip(masks).Where(pair => pair.Second is not null).ToDictionary(pair => pair.First.Name, pair => pair.Second!);
        SparseModel? refitted = null;
        if (settings.Recovery.Value != Policy.Recovery.None && LayerFinder.In(dense).Count == 0)
        {
            throw new PruneOnBuildException(PruningErrors.RecoveryNotServed(settings.Recovery));
        }

        var samples = Pruner.Calibrates(settings, request.Plan) ? CalibrationSamples.Of(calibration!) : null;
        var loss = samples is null ? null : new OutputLoss(dense, samples);
        if (samples is not null)
        {
            refitted = new SparseSearch(map, samples, pattern, loss!).Run(chosen, settings, sparsity, isPlanned: request.Plan is not null, progress);
            chosen = new(refitted.Masks);
        }

        progress.Report("writing zeros and checking the law of surgery");
        var pruned = ZeroWriter.Write(dense, chosen);
        var law = LawOfSurgery.Check(MaskedWeights.Build(dense, chosen), pruned);
        if (!law.Holds)
        {
            throw new PruneOnBuildException(PruningErrors.LawBroken(dense.Path, law));
        }

        if (request.Plan is { Recovered: not null } recovered)
        {
            pruned = KeptRecovery.Take(recovered, pruned, chosen);
        }
        else if (refitted is not null && settings.Recovery.Value == Policy.Recovery.LeastSquares)
        {
            pruned = Better(pruned, refitted, loss!);
        }

        var prunedMap = AxisMapper.Map(pruned, ShapeInference.Infer(pruned));
        return new PruneResult(
            pruned,
            new PrunePlan(pattern.ToString(), [], StayDense(weights, chosen, eligibility), Plans(weights, pruned)),
            law,
            ModelCosts.Count(dense, map),
            ModelCosts.Count(pruned, prunedMap),
            [.. keep.Warnings(dense), .. eligibility.Warnings(weights)])
        {
            Masks = [.. weights.Where(weight => chosen.ContainsKey(weight.Name)).Select(weight => new WeightMask(weight.Name, [.. chosen[weight.Name]]))],
        };
    }

    private static IReadOnlyList<bool[]?> ByMagnitude(
        PruneRequest request, Eligibility eligibility, IReadOnlyList<SparseWeight> weights, double sparsity)
    {
        var (settings, pattern) = (request.Model.Prune, request.Target.Pattern!.Value);
        request.Progress.Report($"choosing zeros in {weights.Count} weights, pattern {pattern}");

        // With obs these are for weights that it cannot serve, and they cannot compete with those that it does.
        var allocation = settings.Criterion.Value == Criterion.Obs ? Allocation.Layer : settings.Allocation.Value;
        var able = weights.Where(weight => eligibility.Refusal(weight) is null).ToList();
        var masks = able.Zip(MagnitudeMasks.Choose(able, pattern, sparsity, allocation)).ToDictionary(pair => pair.First.Name, pair => pair.Second);
        return [.. weights.Select(weight => masks.GetValueOrDefault(weight.Name))];
    }

    private static double SparsityOf(PruneSettings settings, SparsityPattern pattern)
    {
        if (settings.Criterion.Value is not (Criterion.L1 or Criterion.L2 or Criterion.Obs))
        {
            throw new PruneOnBuildException(PruningErrors.CriterionNotServed(settings.Criterion));
        }

        // Magnitudes say nothing of multiply-adds, and n:m leaves a layer no choice.
        if (settings.Goal.Value.Kind == GoalKind.Flops && settings.Criterion.Value == Criterion.Obs
            && settings.Allocation.Value == Allocation.Global && pattern is not SparsityPattern.NOfM)
        {
            return settings.Goal.Value.Zeros;
        }

        if (settings.Goal.Value.Kind != GoalKind.Sparsity)
        {
            throw new PruneOnBuildException(PruningErrors.GoalNotServed(settings.Goal, Hardware.Sparse));
        }

        var sparsity = settings.Goal.Value.Value;
        if (pattern is SparsityPattern.NOfM nm && sparsity > nm.Share + 1e-6)
        {
            throw new PruneOnBuildException(PruningErrors.PatternContradictsGoal(settings.Goal, pattern, nm.Share));
        }

        return sparsity;
    }

    /// <summary>The re-fitted model, or the one with zeros alone where the re-fit did not help on samples that it did not see.</summary>
    private static ModelGraph Better(ModelGraph zeroed, SparseModel refitted, OutputLoss loss)
    {
        if (MaskedWeights.FirstOutside(refitted.Model, refitted.Masks) is { } name)
        {
            throw new InvalidOperationException($"The re-fit of '{name}' left its mask.");
        }

        return loss.Of(refitted.Model) < loss.Of(zeroed) ? refitted.Model : zeroed;
    }

    private static ImmutableArray<FrozenChannels> StayDense(
        IReadOnlyList<SparseWeight> weights, Dictionary<string, bool[]> chosen, Eligibility eligibility) =>
    [
        .. weights.Where(weight => !chosen.ContainsKey(weight.Name)).Select(weight => new FrozenChannels(
            NodeNames.Of(weight.Node),
            weight.Size(weight.InputAxis),
            eligibility.Refusal(weight) ?? "stays dense: the goal is met without it")),
    ];

    private static ImmutableArray<TensorPlan> Plans(IReadOnlyList<SparseWeight> weights, ModelGraph pruned) =>
        [.. weights.Select(weight => PlanOf(weight, TensorReader.Floats(pruned.Constant(weight.Name)!)))];

    private static TensorPlan PlanOf(SparseWeight weight, float[] values)
    {
        var zeros = values.LongCount(value => value == 0);
        var packed = ModelCosts.PackedBytes(values.Length, values.Length - zeros, ElementTypes.Bits(weight.Tensor.ElementType()) / 8);
        return new TensorPlan(weight.Name, NodeNames.Of(weight.Node), values.Length, zeros, packed);
    }
}
