using System.Collections.Immutable;
using PruneOnBuild.Policy;

namespace PruneOnBuild.Gates.Verdicts;

/// <summary>Holds measurements against the thresholds of a policy. Nothing is measured here, so judging again costs nothing.</summary>
public static class Judge
{
    /// <summary>One verdict for each declared threshold, in the order of prune.yaml's documentation.</summary>
    public static ImmutableArray<Verdict> Decide(Measurements measurements, GateSettings gates, JudgingConditions conditions) =>
    [
        .. gates.Latency is { } latency ? LatencyJudge.Decide(latency, measurements.Latency, conditions) : [],
        .. gates.Accuracy is { } accuracy ? AccuracyJudge.Decide(accuracy, measurements.Accuracy) : [],
        .. gates.Size is { } size ? SizeJudge.Decide(size, measurements.Size) : [],
        .. gates.Structure is { } structure ? StructureJudge.Decide(structure, measurements.Size, measurements.Placement) : [],
        .. gates.Memory is { } memory ? MemoryJudge.Decide(memory, measurements.Memory) : [],
        .. gates.Predicted is { } predicted ? PredictedJudge.Decide(predicted, measurements.Predicted) : [],
    ];
}
