using System.Collections.Immutable;
using System.Globalization;
using PruneOnBuild.Graph;
using PruneOnBuild.Graph.Channels;
using PruneOnBuild.Graph.Shapes;
using PruneOnBuild.Policy;
using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Pruning.Calibration;
using PruneOnBuild.Pruning.Groups;
using PruneOnBuild.Pruning.Plans;
using PruneOnBuild.Pruning.Recovery;
using PruneOnBuild.Pruning.Saliency;
using PruneOnBuild.Pruning.Search;
using PruneOnBuild.Pruning.Surgery;
using PruneOnBuild.Runtime;

namespace PruneOnBuild.Pruning;

/// <summary>Whole channels go; matrices shrink. For cpu and gpu targets.</summary>
internal sealed class StructuredPruner : IPruner
{
    public PruneResult Prune(PruneRequest request)
    {
        var (dense, settings) = (request.Dense, request.Model.Prune);
        var (calibration, progress) = (request.Calibration, request.Progress);
        var keep = new KeepList(settings.Keep);
        progress.Report("finding groups");
        var analysis = Analysis.Of(dense, keep.Matches, folds: settings.Recovery.Value == Policy.Recovery.LeastSquares);
        var (groups, frozen) = (analysis.Groups, analysis.Frozen);
        if (groups.IsEmpty)
        {
            throw new PruneOnBuildException(
                PruningErrors.NothingToCut(dense.Path, frozen.Select(layer => $"{layer.Name} {layer.Reason}").Take(3)));
        }

        progress.Report(string.Create(CultureInfo.InvariantCulture, $"{groups.Length} groups, {groups.Sum(group => group.Channels.Length)} channels"));
        var samples = calibration is null ? null : CalibrationSamples.Of(calibration);
        var warnings = ImmutableArray.CreateBuilder<Diagnostic>();
        warnings.AddRange(keep.Warnings(dense));
        var kept = request.Plan is { } plan ? LockedChannels.Of(plan, analysis) : Choose(request, analysis, samples, warnings);
        return Realise(request, analysis, kept, samples, warnings.ToImmutable());
    }

    /// <summary>Ranks and searches.</summary>
    /// <returns>Kept channels of each group, as indices into it, ascending.</returns>
    private static IReadOnlyList<int[]> Choose(
        PruneRequest request, Analysis analysis, CalibrationSamples? samples, ImmutableArray<Diagnostic>.Builder warnings)
    {
        var (_, model, target) = request;
        var groups = analysis.Groups;
        var rankings = Rank(model.Prune, analysis, samples, target.WidthMultiple, request.Progress);
        var narrow = groups.Where(group => Widths.Below(group.Channels.Length, Widths.MultipleOf(group, target.WidthMultiple)) == 0).ToList();
        if (narrow.Count > 0)
        {
            warnings.Add(PruningErrors.NoStep(narrow, Widths.MultipleOf(narrow[0], target.WidthMultiple), target.Location));
        }

        return new GoalSearch(analysis.Map, groups, rankings, target.WidthMultiple).Reach(model.Prune, warnings);
    }

    /// <summary>Cuts, checks and repairs: the same after a search and from a plan that was given.</summary>
    private static PruneResult Realise(
        PruneRequest request, Analysis analysis, IReadOnlyList<int[]> kept, CalibrationSamples? samples, ImmutableArray<Diagnostic> warnings)
    {
        var progress = request.Progress;
        progress.Report("cutting and checking the law of surgery");
        var (pruned, law) = StructuredCut.Make(analysis, kept);
        if (request.Model.Prune.Recovery.Value == Policy.Recovery.LeastSquares)
        {
            pruned = Repair(analysis, kept, pruned, samples!, progress);
        }

        var plans = analysis.Groups.Select((group, i) => new GroupPlan(group.Name, group.Channels.Length, [.. kept[i]], group.Members));
        return new PruneResult(
            pruned,
            new PrunePlan(PrunePlan.Structured, [.. plans], analysis.Frozen, []),
            law,
            ModelCosts.Count(analysis.Dense, analysis.Map),
            ModelCosts.Count(pruned, AxisMapper.Map(pruned, ShapeInference.Infer(pruned))),
            warnings);
    }

    private static IReadOnlyList<ChannelRanking> Rank(
        PruneSettings settings, Analysis analysis, CalibrationSamples? samples, int multiple, IProgress<string> progress)
    {
        SaliencyTable ByWeights(ISaliencyCriterion weights) => WeightSaliency.Compute(analysis.Map, analysis.Groups, weights);
        IReadOnlyList<ChannelRanking> Ranked(SaliencyTable table) => [.. analysis.Groups.Select(table.Rank)];
        return settings.Criterion.Value switch
        {
            Criterion.L1 => Ranked(ByWeights(new L1Criterion())),
            Criterion.L2 => Ranked(ByWeights(new L2Criterion())),
            Criterion.Obs => new ObsRankings(analysis.Map, samples!, analysis.Groups.Length, multiple).Rank(analysis.Groups, ByWeights(new L2Criterion()), progress),
            Criterion.Activation => Ranked(ActivationCriterion.Compute(analysis.Map, analysis.Groups, samples!, progress)),
            Criterion.BatchNormScale => Ranked(BatchNormScaleCriterion.Compute(analysis)),
            Criterion.Random => Ranked(RandomCriterion.Compute(analysis.Groups, settings.Seed)),
            var other => throw new ArgumentOutOfRangeException(nameof(settings), other, "No such criterion."),
        };
    }

    /// <summary>The repaired model, or the cut one where the repair did not help on samples that it did not see.</summary>
    private static ModelGraph Repair(
        Analysis analysis, IReadOnlyList<int[]> kept, ModelGraph pruned, CalibrationSamples samples, IProgress<string> progress)
    {
        var loss = new OutputLoss(analysis.Map.Model, samples);
        var repaired = new SequentialRecovery(analysis.Map, analysis.Removed(kept), samples).Repair(pruned, progress);
        return loss.Of(repaired) < loss.Of(pruned) ? repaired : pruned;
    }
}
