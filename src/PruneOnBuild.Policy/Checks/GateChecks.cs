using PruneOnBuild.Policy.Grammar;
using PruneOnBuild.Policy.Grammar.Sections;

namespace PruneOnBuild.Policy.Checks;

/// <summary>Whether a model is judged at all, each gate can fail, and the goal goes far enough for the gates.</summary>
internal static class GateChecks
{
    private static readonly Key<SectionReading>[] Gates =
        [GatesSection.Latency, GatesSection.Accuracy, GatesSection.Size, GatesSection.Structure, GatesSection.Memory, GatesSection.Predicted];

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
        foreach (var key in new[] { GatesSection.Size, GatesSection.Structure, GatesSection.Memory, GatesSection.Predicted })
            if (gates.Written(key)?.Value is { } gate)
                CheckThresholds(gate, key, mistakes);
        if (goal is not null)
            CompareWithGoal(goal.Value, gates, mistakes);
    }

    // Of gates all of whose keys are thresholds.
    private static void CheckThresholds(SectionReading gate, Key<SectionReading> key, Mistakes mistakes)
    {
        var thresholds = key.Form.Sections.Single().Keys;
        if (!thresholds.Any(threshold => gate.Has(threshold) && !(threshold is Key<bool> flag && gate.Written(flag) is { Value: false })))
            mistakes.Add(PolicyErrors.NoThreshold(gate.Location, key.Name, Quote.List(thresholds.Select(threshold => threshold.Name))));
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
