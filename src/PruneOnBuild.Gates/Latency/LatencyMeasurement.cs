using System.Collections.Immutable;
using System.Text.Json.Serialization;
using PruneOnBuild.Gates.Statistics;
using PruneOnBuild.Runtime;

namespace PruneOnBuild.Gates.Latency;

/// <summary>Times of single runs of the dense and the pruned model, taken in interleaved blocks in one process.</summary>
public sealed record LatencyMeasurement
{
    /// <summary>Milliseconds of every timed run, in order: <see cref="SamplesPerBlock"/> for each block.</summary>
    public required ImmutableArray<double> DenseMs { get; init; }

    /// <summary>Milliseconds, in the same order and number.</summary>
    public required ImmutableArray<double> PrunedMs { get; init; }

    public required int SamplesPerBlock { get; init; }

    /// <summary>Untimed runs before the first block.</summary>
    public required int DenseWarmUps { get; init; }

    public required int PrunedWarmUps { get; init; }

    /// <summary>How often both models were opened for the blocks.</summary>
    public int Sittings { get; init; } = 1;

    /// <summary>Confidence that <see cref="Speedup"/> is given at, in (0.5, 1).</summary>
    public required double Confidence { get; init; }

    /// <summary>What was fed, such as <c>input float32[1,3,32,32]</c>.</summary>
    public required string Feeds { get; init; }

    /// <summary>Intra-op threads as declared; null: as many as the runtime took by itself.</summary>
    public required int? Threads { get; init; }

    public required MachineFingerprint Machine { get; init; }

    /// <summary>Dense against itself, before; null where no speedup is asked for, or a run takes too long for it.</summary>
    public MachineCheck? MachineCheck { get; init; }

    /// <summary>Null: not asked for.</summary>
    public ColdStart? ColdStart { get; init; }

    /// <summary>Null: not asked for.</summary>
    public Throughput? Throughput { get; init; }

    public int Blocks => DenseMs.Length / SamplesPerBlock;

    public double DenseMedianMs => OrderStatistics.Median(DenseMs.AsSpan());

    public double PrunedMedianMs => OrderStatistics.Median(PrunedMs.AsSpan());

    public double DenseP95Ms => OrderStatistics.Percentile(DenseMs.AsSpan(), 0.95);

    public double PrunedP95Ms => OrderStatistics.Percentile(PrunedMs.AsSpan(), 0.95);

    /// <summary>Dense over pruned latency at <see cref="Confidence"/>.</summary>
    public Interval Speedup => SpeedupAt(Confidence);

    /// <summary>Dense over pruned latency; each bound is wrong with probability at most 1 - confidence.</summary>
    public Interval SpeedupAt(double confidence) =>
        TimedBlocks.Speedup(DenseMs.AsSpan(), PrunedMs.AsSpan(), SamplesPerBlock, confidence);

    /// <summary>Timed runs of each model.</summary>
    [JsonIgnore]
    public int Runs => DenseMs.Length;
}
