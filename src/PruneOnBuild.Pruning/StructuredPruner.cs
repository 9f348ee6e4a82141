using System.Collections.Immutable;
using System.Globalization;
using PruneOnBuild.Graph;
using PruneOnBuild.Graph.Channels;
using PruneOnBuild.Graph.Shapes;
using PruneOnBuild.Policy;
using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Pruning.Calibration;
using PruneOnBuild.Pruning.Groups;
using PruneOnBuild.Pruning.Layers;
using PruneOnBuild.Pruning.Plans;
using PruneOnBuild.Pruning.Recovery;
using PruneOnBuild.Pruning.Saliency;
using PruneOnBuild.Pruning.Search;
using PruneOnBuild.Pruning.Search.Latency;
using PruneOnBuild.Pruning.Surgery;
using PruneOnBuild.Runtime;

namespace PruneOnBuild.Pruning;

/// <summary>Whole channels go; matrices shrink. For cpu and gpu targets.</summary>
internal sealed class StructuredPruner : IPruner
{
    /// <summary>Output loss (see <see cref="OutputLoss"/>) above which a plan is doubted: some six points of accuracy.</summary>
    private const double Doubtful = 0.15;

    /// <summary>Output loss below which no plan is doubted: nobody sees it.</summary>
    private const double Harmless = 1e-3;

    /// <summary>
    /// Multiply-adds of one pass over the calibration samples below which plans are doubted that lose less: there a second one costs seconds.
    /// It has to be clearly better, because the samples are often few.
    /// </summary>
    private const double Cheap = 2e10;

    public PruneResult Prune(PruneRequest request)
    {
        var (dense, settings) = (request.Dense, request.Model.Prune);
        var (calibration, progress) = (request.Calibration, request.Progress);
        var clock = new SearchClock(request.Time, settings.MaxSeconds);
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
        var choice = request.Plan is { } plan
            ? new Choice(LockedChannels.Of(plan, analysis))
            : Choose(request, analysis, samples, clock, warnings);
        return Realise(request, analysis, choice, samples, warnings.ToImmutable());
    }

    /// <summary>Ranks and searches.</summary>
    private static Choice Choose(
        PruneRequest request, Analysis analysis, CalibrationSamples? samples, SearchClock clock, ImmutableArray<Diagnostic>.Builder warnings)
    {
        var (_, model, target) = request;
        var groups = analysis.Groups;
        var isOfTime = model.Prune.Goal.Value.Kind is GoalKind.Speedup or GoalKind.Fastest;
        var multiple = isOfTime ? StairWidths.FinestOf(target) : target.WidthMultiple;
        var rankings = Rank(model.Prune, analysis, samples, multiple, request.Progress);
        var narrow = groups.Where(group => Widths.Below(group.Channels.Length, Widths.MultipleOf(group, multiple)) == 0).ToList();
        if (narrow.Count > 0)
        {
            warnings.Add(PruningErrors.NoStep(narrow, Widths.MultipleOf(narrow[0], multiple), target.Location));
        }

        if (!isOfTime)
        {
            var choice = new Choice(new GoalSearch(analysis.Map, groups, rankings, multiple).Reach(model.Prune, warnings));
            return model.Prune.Criterion.Value == Criterion.Obs ? OrByWeights(request, analysis, choice, samples!) : choice;
        }

        var candidates = new Candidates(analysis, rankings, (kept, cut) => Repair(request, analysis, kept, cut, samples));
        return new LatencySearch(request, analysis, rankings, clock).Reach(candidates, warnings);
    }

    /// <summary>
    /// A plan that ruins the model, and any plan of a small one, is held against the plan by the size of weights: what least squares know of one
    /// group at a time says little of a model that saturates when several are cut. Samples that nothing was fitted on decide.
    /// </summary>
    private static Choice OrByWeights(PruneRequest request, Analysis analysis, Choice first, CalibrationSamples samples)
    {
        var loss = samples.LossBeside(analysis.Map.Model);
        var made = Make(request, analysis, first.Kept, samples);
        var own = loss.Of(made.Model);
        var isRuined = own >= Doubtful;
        if (!isRuined && (own < Harmless || ModelCosts.MultiplyAdds(analysis.Map) * samples.Count > Cheap))
        {
            return first with { Finished = made };
        }

        request.Progress.Report("trying the plan by the size of weights");
        var table = WeightSaliency.Compute(analysis.Map, analysis.Groups, new L2Criterion());
        var kept = new GoalSearch(analysis.Map, analysis.Groups, [.. analysis.Groups.Select(table.Rank)], request.Target.WidthMultiple)
            .Reach(request.Model.Prune, new List<Diagnostic>());
        var other = Make(request, analysis, kept, samples);
        var isBetter = isRuined ? loss.Of(other.Model) < own : loss.IsClearlyLess(other.Model, made.Model);
        return isBetter ? new Choice(kept, other) : first with { Finished = made };
    }

    /// <summary>Cuts, checks and repairs, where the search has not done so.</summary>
    private static PruneResult Realise(
        PruneRequest request, Analysis analysis, Choice choice, CalibrationSamples? samples, ImmutableArray<Diagnostic> warnings)
    {
        var kept = choice.Kept;
        var (pruned, law) = choice.Finished is { } finished ? finished : Make(request, analysis, kept, samples);
        var plans = analysis.Groups.Select((group, i) => new GroupPlan(group.Name, group.Channels.Length, [.. kept[i]], group.Members));
        return new PruneResult(
            pruned,
            new PrunePlan(PrunePlan.Structured, [.. plans], analysis.Frozen, []),
            law,
            ModelCosts.Count(analysis.Dense, analysis.Map),
            ModelCosts.Count(pruned, AxisMapper.Map(pruned, ShapeInference.Infer(pruned))),
            warnings);
    }

    /// <summary>A plan that keeps every channel leaves the model as it is.</summary>
    private static CutModel Make(PruneRequest request, Analysis analysis, IReadOnlyList<int[]> kept, CalibrationSamples? samples)
    {
        if (analysis.Groups.Zip(kept).All(pair => pair.First.Channels.Length == pair.Second.Length))
        {
            return new CutModel(analysis.Dense, LawOfSurgery.Check(analysis.Dense, analysis.Dense));
        }

        request.Progress.Report("cutting and checking the law of surgery");
        var (cut, law) = StructuredCut.Make(analysis, kept);
        return new CutModel(
            request.Plan is { Recovered: not null } plan ? KeptRecovery.Take(plan, cut) : Repair(request, analysis, kept, cut, samples), law);
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
            Criterion.Obs => new ObsRankings(analysis.Map, samples!, analysis.Groups.Length, multiple, settings.Recovery.Value == Policy.Recovery.LeastSquares)
                .Rank(analysis.Groups, ByWeights(new L2Criterion()), progress),
            Criterion.Activation => Ranked(ActivationCriterion.Compute(analysis.Map, analysis.Groups, samples!, progress)),
            Criterion.BatchNormScale => Ranked(BatchNormScaleCriterion.Compute(analysis)),
            Criterion.Random => Ranked(RandomCriterion.Compute(analysis.Groups, settings.Seed)),
            var other => throw new ArgumentOutOfRangeException(nameof(settings), other, "No such criterion."),
        };
    }

    /// <summary>
    /// The repaired model, or the cut one where the repair did not help on samples that judge, or is not asked for. States that come nearer to the
    /// dense ones need not serve the rest of the model: recurrent layers are re-fitted only where that helps as well.
    /// </summary>
    private static ModelGraph Repair(
        PruneRequest request, Analysis analysis, IReadOnlyList<int[]> kept, ModelGraph cut, CalibrationSamples? samples)
    {
        if (request.Model.Prune.Recovery.Value != Policy.Recovery.LeastSquares)
        {
            return cut;
        }

        var loss = samples!.LossBeside(analysis.Map.Model);
        ModelGraph Repaired(bool withRecurrent) =>
            new SequentialRecovery(analysis.Map, analysis.Removed(kept), samples!, withRecurrent).Repair(cut, request.Progress);
        bool[] ways = RecurrentLayers.In(cut).Count > 0 ? [true, false] : [true];
        return ways.Select(Repaired).Prepend(cut).MinBy(model => loss.Of(model))!;
    }
}
