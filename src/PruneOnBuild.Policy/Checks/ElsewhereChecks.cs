using PruneOnBuild.Policy.Grammar;
using PruneOnBuild.Policy.Grammar.Sections;

namespace PruneOnBuild.Policy.Checks;

/// <summary>
/// What a target may be asked that describes hardware elsewhere: an accelerator predicts, a runner measures, and this machine can stand in
/// for neither.
/// </summary>
internal static class ElsewhereChecks
{
    public static void RunTarget(SectionReading target, Mistakes mistakes)
    {
        if (target.Written(TargetSection.Runner)?.Value.Written(RunnerSection.Command) is { } command
            && !command.Value.Contains(TargetRunner.ModelPlace, StringComparison.Ordinal))
            mistakes.Add(PolicyErrors.RunnerWithoutModel(command.Location, command.Value));
    }

    public static void Run(SectionReading model, Located<string> name, SectionReading target, Mistakes mistakes)
    {
        var gates = model.Written(ModelSection.Gates)?.Value;
        var (predicts, measures) = (target.Has(TargetSection.Accelerator), target.Has(TargetSection.Runner));
        if (gates?.Written(GatesSection.Predicted) is { } predicted && !predicts)
            mistakes.Add(PolicyErrors.PredictedWithoutAccelerator(predicted.Location, name.Value));
        if (gates?.Written(GatesSection.Latency) is { } latency && predicts && !measures && !target.Has(TargetSection.Provider))
            mistakes.Add(PolicyErrors.LatencyOfAccelerator(latency.Location, name.Value));
        if (measures && gates?.Written(GatesSection.Latency)?.Value is { } timed)
        {
            if (timed.Written(LatencySection.ColdStart) is { } coldStart)
                mistakes.Add(PolicyErrors.NotOfRunner(coldStart.Location, "coldStart", name.Value));
            if (timed.Written(LatencySection.Throughput) is { } throughput)
                mistakes.Add(PolicyErrors.NotOfRunner(throughput.Location, "throughput", name.Value));
        }
        if (model.Written(ModelSection.Prune)?.Value.Written(PruneSection.Goal) is { Value.Kind: GoalKind.Speedup or GoalKind.Fastest } goal
            && target.Written(TargetSection.Hardware)?.Value != Hardware.Sparse
            && (measures || (predicts && !target.Has(TargetSection.Provider))))
            mistakes.Add(PolicyErrors.SearchElsewhere(goal.Location, goal.Value.Kind.Word(), name.Value));
    }
}
