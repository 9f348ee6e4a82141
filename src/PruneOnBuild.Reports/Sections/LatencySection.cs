using System.Collections.Immutable;
using PruneOnBuild.Gates.Latency;
using PruneOnBuild.Gates.Statistics;
using PruneOnBuild.Runtime;

namespace PruneOnBuild.Reports.Sections;

/// <summary>Latencies of both models, measured side by side.</summary>
/// <param name="Speedup">Median dense over median pruned latency.</param>
/// <param name="Runs">Timed runs of each model.</param>
/// <param name="Feeds">What both models were fed.</param>
/// <param name="Threads">Null: as many as the runtime took by itself.</param>
public sealed record LatencySection(
    Percentiles Dense,
    Percentiles Pruned,
    Interval Speedup,
    int Runs,
    int Blocks,
    int DenseWarmUps,
    int PrunedWarmUps,
    string Feeds,
    int? Threads,
    MachineFingerprint Machine)
{
    /// <summary>Milliseconds of every timed run of the dense model, in order; empty in reports that hold no runs.</summary>
    public ImmutableArray<double> DenseMs { get; init; } = [];

    /// <summary>Milliseconds of every timed run of the pruned model, in order.</summary>
    public ImmutableArray<double> PrunedMs { get; init; } = [];

    /// <summary>Dense against itself, before; null: not measured.</summary>
    public Interval? DenseAgainstItself { get; init; }

    /// <summary>From opening the file to the end of the first run; null: not asked for.</summary>
    public ColdStartSection? ColdStart { get; init; }

    /// <summary>Null: not asked for.</summary>
    public ThroughputSection? Throughput { get; init; }

    public static LatencySection Of(LatencyMeasurement latency) => new(
        Percentiles.Of(latency.DenseMs),
        Percentiles.Of(latency.PrunedMs),
        latency.Speedup,
        latency.Runs,
        latency.Blocks,
        latency.DenseWarmUps,
        latency.PrunedWarmUps,
        latency.Feeds,
        latency.Threads,
        latency.Machine)
    {
        DenseMs = latency.DenseMs,
        PrunedMs = latency.PrunedMs,
        DenseAgainstItself = latency.MachineCheck?.Ratio,
        ColdStart = latency.ColdStart is { } start ? new ColdStartSection(start.DenseMedianMs, start.PrunedMedianMs, start.PrunedMs.Length) : null,
        Throughput = latency.Throughput is { } throughput ? ThroughputSection.Of(throughput) : null,
    };
}
