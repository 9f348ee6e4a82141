using PruneOnBuild.Policy.Grammar;
using PruneOnBuild.Policy.Grammar.Sections;

namespace PruneOnBuild.Policy.Checks;

/// <summary>Whether a model is judged at all, each gate can fail, and the goal goes far enough for the gates.</summary>
internal static class GateChecks
{
    private static readonly Key<SectionReading>[] Gates = [GatesSection.Latency, GatesSection.Accuracy, GatesSection.Size];

    public static void Run(SectionReading model, Mistakes mistakes)
    {
        if (model.Has(ModelSection.Gates) && model.Written(ModelSection.Gates) is null)
            return;
        var gates = model.Written(ModelSection.Gates)?.Value ?? SectionReading.Empty(model.Location);
        if (!Gates.Any(gates.Has))
            mistakes.Add(PolicyErrors.NoGates(model.PlaceOf(ModelSection.Path), model.Written(ModelSection.Path)?.Value ?? ""));
        var goal = model.Written(ModelSection.Prune)?.Value.Written(PruneSection.Goal);
        if (goal?.Value.Kind == GoalKind.Fastest && !gates.Has(GatesSection.Accuracy))
            mistakes.Add(PolicyErrors.FastestWithoutAccuracy(goal.Location));

        if (gates.Written(GatesSection.Latency)?.Value is { } latency)
            LatencyChecks.Run(latency, mistakes);
        if (gates.Written(GatesSection.Accuracy)?.Value is { } accuracy)
            AccuracyChecks.Run(accuracy, mistakes);
        if (gates.Written(GatesSection.Size)?.Value is { } size && !size.Has(SizeSection.Max) && !size.Has(SizeSection.MaxShare))
            mistakes.Add(PolicyErrors.NoThreshold(size.Location, "size", "max or maxShare"));
        if (goal is not null)
            CompareWithGoal(goal.Value, gates, mistakes);
    }

    private static void CompareWithGoal(Goal goal, SectionReading gates, Mistakes mistakes)
    {
        if (goal.Kind == GoalKind.Speedup
            && gates.Written(GatesSection.Latency)?.Value.Written(LatencySection.Speedup) is { } speedup
            && speedup.Value > goal.Value)
            mistakes.Add(PolicyErrors.GoalBelowGate(speedup.Location,
                "speedup", $"{Quantity.Print(speedup.Value)} or more", Quantity.Print(goal.Value)));
        if (goal.Kind == GoalKind.Size
            && gates.Written(GatesSection.Size)?.Value.Written(SizeSection.Max) is { } max && max.Value < goal.Value)
            mistakes.Add(PolicyErrors.GoalBelowGate(max.Location,
                "size", $"{max.Value} B or less", $"{Quantity.Print(goal.Value)} B"));
    }
}
