using PruneOnBuild.Policy.Grammar;
using PruneOnBuild.Policy.Grammar.Sections;

namespace PruneOnBuild.Policy.Checks;

/// <summary>
/// Whether a model asks for speed on a target that promises none. Gates that only keep it from becoming slower are no such thing:
/// a speedup of 1 or less, and absolute limits.
/// </summary>
internal static class IntentChecks
{
    public static void Run(SectionReading model, Located<string> name, SectionReading target, Mistakes mistakes)
    {
        if (target.Written(TargetSection.Hardware)?.Value != Hardware.Sparse
            || target.Written(TargetSection.Intent)?.Value != Intent.Size)
            return;
        if (model.Written(ModelSection.Prune)?.Value.Written(PruneSection.Goal) is { Value.Kind: GoalKind.Fastest } goal)
            mistakes.Add(PolicyErrors.SizeIsNotSpeed(
                goal.Location, "the goal fastest looks for speed", name.Value, "Aim at sparsity"));
        if (model.Written(ModelSection.Gates)?.Value.Written(GatesSection.Latency)?.Value.Written(LatencySection.Speedup)
            is { Value: > 1 } speedup)
            mistakes.Add(PolicyErrors.SizeIsNotSpeed(speedup.Location,
                $"the latency gate wants a speedup of {Quantity.Print(speedup.Value)}", name.Value,
                "Gate size, or write a speedup of 1 or less, which keeps the model from becoming slower"));
    }
}
