using System.Text.Json;
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
    private const string Stage = "latency";

    private const string FileName = "latency.json";

    public Measured<LatencyMeasurement> Run(ModelJob job, JobInputs inputs, PrunedModel pruned)
    {
        return cache.GetOrAdd(
            Stage,
            Key(job, inputs, pruned.Key),
            folder => File.WriteAllText(
                Path.Combine(folder, FileName),
                JsonSerializer.Serialize(meters.Latency(job, pruned.Path, say), GatesJson.Default.LatencyMeasurement)),
            Read,
            measured => Decides(measured.Value, job.Model.Gates.Latency));
    }

    /// <summary>What is stored, decisive or not; null: nothing.</summary>
    /// <param name="pruned">Key of the pruned model.</param>
    public LatencyMeasurement? Find(ModelJob job, JobInputs inputs, string pruned) => cache.Find(Stage, Key(job, inputs, pruned), Read)?.Value;

    private static string Key(ModelJob job, JobInputs inputs, string pruned) => new ContentHash()
        .Add("measured", MeasureKey.Of(job, inputs, pruned))
        .Add("for", Measured(job.Model.Gates.Latency))
        .ToKey();

    private static Measured<LatencyMeasurement> Read(CacheEntry entry) => new(
        JsonSerializer.Deserialize(File.ReadAllText(entry[FileName]), GatesJson.Default.LatencyMeasurement)!, entry.FromCache);

    /// <summary>What is measured for a gate beside the runs themselves.</summary>
    private static string Measured(LatencyGate? gate) => FormattableString.Invariant(
        $"check {gate?.Speedup is not null} coldStart {gate?.ColdStart is not null} batch {gate?.Throughput?.Batch.Value}");

    /// <summary>Whether stored runs will do: no gate is left undecided by them.</summary>
    public static bool Decides(LatencyMeasurement latency, LatencyGate? gate) =>
        gate is null
        || !LatencyJudge.Decide(gate, latency, JudgingConditions.Current())
            .Any(verdict => verdict.Outcome == VerdictOutcome.Inconclusive);
}
