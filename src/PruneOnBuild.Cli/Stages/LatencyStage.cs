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

    public Measured<LatencyMeasurement> Run(ModelJob job, JobInputs inputs, PrunedModel pruned) => _stored.GetOrAdd(
        Key(job, inputs, pruned.Key), () => meters.Latency(job, pruned.Path, say), measured => Decides(measured, job.Model.Gates.Latency));

    /// <summary>What is stored, decisive or not; null: nothing.</summary>
    /// <param name="pruned">Key of the pruned model.</param>
    public LatencyMeasurement? Find(ModelJob job, JobInputs inputs, string pruned) => _stored.Find(Key(job, inputs, pruned));

    private static string Key(ModelJob job, JobInputs inputs, string pruned) => new ContentHash()
        .Add("measured", MeasureKey.Of(job, inputs, pruned))
        .Add("for", Measured(job.Model.Gates.Latency))
        .ToKey();

    /// <summary>What is measured for a gate beside the runs themselves.</summary>
    private static string Measured(LatencyGate? gate) => FormattableString.Invariant(
        $"check {gate?.Speedup is not null} coldStart {gate?.ColdStart is not null} batch {gate?.Throughput?.Batch.Value}");

    /// <summary>Whether stored runs will do: no gate is left undecided by them.</summary>
    public static bool Decides(LatencyMeasurement latency, LatencyGate? gate) =>
        gate is null
        || !LatencyJudge.Decide(gate, latency, JudgingConditions.Current())
            .Any(verdict => verdict.Outcome == VerdictOutcome.Inconclusive);
}
