using System.Collections.Immutable;
using System.Globalization;
using PruneOnBuild.Graph;
using PruneOnBuild.Graph.Channels;
using PruneOnBuild.Graph.Shapes;
using PruneOnBuild.Policy;
using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Pruning.Groups;
using PruneOnBuild.Pruning.Plans;
using PruneOnBuild.Pruning.Saliency;
using PruneOnBuild.Pruning.Search;
using PruneOnBuild.Pruning.Surgery;

namespace PruneOnBuild.Pruning;

/// <summary>Whole channels go; matrices shrink. For cpu and gpu targets.</summary>
internal sealed class StructuredPruner : IPruner
{
    public PruneResult Prune(ModelGraph dense, ModelPolicy model, TargetPolicy target, IProgress<string> progress)
    {
        var settings = model.Prune;
        var criterion = CriterionOf(settings.Criterion);
        var keep = new KeepList(settings.Keep);
        progress.Report("finding groups");
        var analysis = Analysis.Of(dense, keep.Matches);
        var (_, map, groups, frozen) = analysis;
        if (groups.IsEmpty)
        {
            throw new PruneOnBuildException(
                PruningErrors.NothingToCut(dense.Path, frozen.Select(layer => $"{layer.Name} {layer.Reason}").Take(3)));
        }

        progress.Report(string.Create(CultureInfo.InvariantCulture, $"{groups.Length} groups, {groups.Sum(group => group.Channels.Length)} channels"));
        var saliency = WeightSaliency.Compute(map, groups, criterion);
        var warnings = ImmutableArray.CreateBuilder<Diagnostic>();
        warnings.AddRange(keep.Warnings(dense));
        var narrow = groups.Where(group => Widths.Below(group.Channels.Length, Widths.MultipleOf(group, target.WidthMultiple)) == 0).ToList();
        if (narrow.Count > 0)
        {
            warnings.Add(PruningErrors.NoStep(narrow, Widths.MultipleOf(narrow[0], target.WidthMultiple), target.Location));
        }

        var kept = new GoalSearch(map, groups, saliency, target.WidthMultiple).Reach(settings, warnings);

        progress.Report("cutting and checking the law of surgery");
        var (pruned, law) = StructuredCut.Make(analysis, kept);
        var plans = groups.Select((group, i) => new GroupPlan(group.Name, group.Channels.Length, [.. kept[i]], group.Members));
        return new PruneResult(
            pruned,
            new PrunePlan("structured", [.. plans], frozen, []),
            law,
            ModelCosts.Count(dense, map),
            ModelCosts.Count(pruned, AxisMapper.Map(pruned, ShapeInference.Infer(pruned))),
            warnings.ToImmutable());
    }

    private static ISaliencyCriterion CriterionOf(Located<Criterion> criterion) => criterion.Value switch
    {
        Criterion.L1 => new L1Criterion(),
        Criterion.L2 => new L2Criterion(),
        _ => throw new PruneOnBuildException(PruningErrors.CriterionNotServed(criterion)),
    };
}
