using PruneOnBuild.Cli.Caching;
using PruneOnBuild.Gates;
using PruneOnBuild.Gates.Latency;
using PruneOnBuild.Gates.Verdicts;
using PruneOnBuild.Policy;

namespace PruneOnBuild.Cli.Stages;

/// <summary>
/// Measures latency on this machine. Thresholds are no part of the key; but stored runs that cannot decide a gate are measured
/// again, because a quieter moment, or as many runs as another threshold needs, may decide it.
/// </summary>
internal sealed class LatencyStage(StageCache cache, IMeters meters, Action<string> say)
{
    private readonly StoredRecord<LatencyMeasurement> _stored = new(cache, "latency", GatesJson.Default.LatencyMeasurement);

    public StageStep<Measured<LatencyMeasurement>> Of(ModelJob job, JobInputs inputs, StagedModel pruned) => _stored.Step(
        "measured", Key(job, inputs, pruned.Key), () => meters.Latency(job, pruned.Path, say), measured => Decides(measured, job.Model.Gates.Latency));

    private static string Key(ModelJob job, JobInputs inputs, string pruned) => new ContentHash()
        .Add("measured", MeasureKey.Of(job, inputs, pruned))
        .Add("for", Measured(job.Model.Gates.Latency))
        .ToKey();

    /// <summary>What is measured for a gate beside the runs themselves.</summary>
    private static string Measured(LatencyGate? gate) => FormattableString.Invariant(
        $"check {gate?.Speedup is not null} coldStart {gate?.ColdStart is not null} batch {gate?.Throughput?.Batch.Value}");

    /// <summary>Whether stored runs will do: no gate is left undecided by them.</summary>
    private static bool Decides(LatencyMeasurement latency, LatencyGate? gate) =>
        gate is null
        || !LatencyJudge.Decide(gate, latency, JudgingConditions.Current())
            .Any(verdict => verdict.Outcome == VerdictOutcome.Inconclusive);
}
