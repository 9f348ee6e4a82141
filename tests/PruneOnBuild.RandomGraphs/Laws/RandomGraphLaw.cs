using Google.Protobuf;
using PruneOnBuild.Graph;
using PruneOnBuild.Graph.Channels;
using PruneOnBuild.Graph.Onnx;
using PruneOnBuild.Graph.Rewrites;
using PruneOnBuild.Graph.Shapes;
using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Pruning.Groups;
using PruneOnBuild.Pruning.Surgery;

namespace PruneOnBuild.RandomGraphs.Laws;

/// <summary>
/// The laws of surgery over one random graph and plan: pruned equals masked, the empty plan changes nothing, a pruned model survives being
/// saved, equal recipes give equal bytes. What the tool throws is a violation too.
/// </summary>
public static class RandomGraphLaw
{
    /// <param name="triesWrongCut">Whether to see if a cut of another channel is noticed; takes as long as the law itself.</param>
    public static LawOutcome Check(Recipe recipe, bool triesWrongCut = true)
    {
        var outcome = new LawOutcome(recipe, RandomGraph.Build(recipe));
        var dense = DenseRun.Of(outcome.Model);
        if (dense.Refusal is not null) return outcome with { Refusal = dense.Refusal };
        outcome = outcome with { Varies = dense.Varies };
        var (stage, plan) = ("shape inference", "");
        try
        {
            var shapes = ShapeInference.Infer(outcome.Model);
            stage = "axis mapping";
            var raw = AxisMapper.Map(outcome.Model, shapes);
            stage = "empty cut";
            if (!GraphSurgeon.Cut(raw, _ => false).Proto.Equals(outcome.Model.Proto)) return Broken("empty plan", "the empty plan changes the model");
            stage = "rewriting";
            // Every fourth graph is cut as it is: what a rewrite would take apart must hold when tied, too.
            var model = recipe.Plan % 4 == 0 ? outcome.Model : CuttableForm.Of(outcome.Model);
            stage = "axis mapping of the cuttable form";
            var map = ReferenceEquals(model, outcome.Model) ? raw : AxisMapper.Map(model, ShapeInference.Infer(model));
            stage = "group finding";
            var groups = GroupFinder.Find(map);
            var dice = new Dice(recipe.Plan);
            var removed = RandomPlan.Draw(groups, dice);
            plan = PlanText.Of(groups, removed);
            outcome = outcome with { Groups = groups.Length, ChannelsCut = removed.Count, CutOperators = CutOperators(map, removed) };

            stage = "masking";
            var masked = MaskedModel.Build(map, RandomPlan.Removal(map, removed));
            stage = "cut";
            var pruned = GraphSurgeon.Cut(map, RandomPlan.Removal(map, removed));
            stage = "run";
            var law = LawOfSurgery.Check(map, RandomPlan.Removal(map, removed), pruned);
            if (!ReferenceEquals(model, outcome.Model)) law = law.OrWorse(LawOfSurgery.Check(outcome.Model, model));
            outcome = outcome with { Error = law.Error };
            if (!law.Holds) return Broken("law", FormattableString.Invariant($"error {law.Error:g3}, tolerance {law.Tolerance:g3}"));
            if (!SurvivesSaving(pruned)) return Broken("saving", "the pruned model is another after it was saved and read");
            if (!RandomGraph.Build(recipe).Proto.ToByteString().Equals(outcome.Model.Proto.ToByteString())) return Broken("bytes", "equal recipes give other bytes");
            if (triesWrongCut && RandomPlan.Perturbed(groups, removed, dice) is { } other)
            {
                stage = "wrong cut";
                var wrong = LawOfSurgery.Check(masked, GraphSurgeon.Cut(map, RandomPlan.Removal(map, other)));
                outcome = outcome with { NoticesTheWrongCut = !wrong.Holds };
            }

            return outcome;

            LawOutcome Broken(string kind, string message) => outcome with { Violation = new(kind, message, plan) };
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            var kind = exception is PruneOnBuildException ? $"refused in {stage}" : $"{exception.GetType().Name} in {stage}";
            return outcome with { Violation = new(kind, exception.Message, plan) };
        }
    }

    /// <summary>The smallest recipe that is broken in the same way.</summary>
    public static LawOutcome Shrink(LawOutcome broken)
    {
        while (broken.Recipe.Smaller().Select(smaller => Check(smaller, triesWrongCut: false))
            .FirstOrDefault(outcome => outcome.Violation?.Kind == broken.Violation?.Kind) is { } smaller)
        {
            broken = smaller;
        }

        return broken;
    }

    private static bool SurvivesSaving(ModelGraph pruned)
    {
        var bytes = OnnxWriter.ToBytes(pruned.Proto, pruned.Path);
        var read = new ModelGraph(ModelProto.Parser.ParseFrom(bytes), pruned.Path);
        return read.Proto.Equals(pruned.Proto) && OnnxWriter.ToBytes(read.Proto, read.Path).AsSpan().SequenceEqual(bytes);
    }

    private static List<string> CutOperators(AxisMap map, HashSet<int> removed) =>
    [
        .. map.Uses.Where(use => map.Channels(use.Value, use.Axis)!.Any(channel => channel != AxisMap.Untracked && RandomPlan.Removal(map, removed)(channel)))
            .Select(use => use.Node).Distinct().Select(node => node.OpType),
    ];
}
