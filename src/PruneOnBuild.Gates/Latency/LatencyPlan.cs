using System.Collections.Immutable;
using PruneOnBuild.Gates.Statistics;
using PruneOnBuild.Policy;

namespace PruneOnBuild.Gates.Latency;

/// <summary>How long to measure and when to stop.</summary>
public sealed record LatencyPlan
{
    /// <summary>Block counts at which the result is looked at. The error is split over them, so that stopping early costs no honesty.</summary>
    public static ImmutableArray<int> Looks { get; } = [15, 30, 60, 120, 240, 480];

    /// <summary>Runs that say so much of the next one (lag-1 autocorrelation) are worth half of as many independent ones.</summary>
    public const double Correlated = 0.3;

    /// <summary>Seed of the order within blocks.</summary>
    public int Seed { get; init; }

    /// <summary>Time for the blocks; the fewest that say anything are run even when they take longer.</summary>
    public TimeSpan MaxTime { get; init; } = TimeSpan.FromSeconds(12);

    public double Confidence { get; init; } = 0.95;

    /// <summary>One of <see cref="Looks"/>; measuring ends there in any case.</summary>
    public int MaxBlocks { get; init; } = Looks[^1];

    /// <summary>Measuring stops at the first look at which the interval lies on one side of this; null: at the second look.</summary>
    public double? RequiredSpeedup { get; init; }

    /// <summary>Share of 1 that dense against itself may be off before verdicts near the threshold are withheld.</summary>
    public double MaxNoise { get; init; } = 0.05;

    /// <summary>Timed runs wanted of each model before measuring may stop early.</summary>
    public int MinRuns { get; init; }

    /// <summary>Whether both models are opened several times too.</summary>
    public bool ColdStart { get; init; }

    /// <summary>Samples per run of a throughput measurement, with its place in prune.yaml; null: none.</summary>
    public Located<int>? Batch { get; init; }

    /// <summary>Enough runs for the gate's thresholds: a percentile needs so many that one run over the limit does not yet forbid a pass.</summary>
    public static LatencyPlan For(LatencyGate? gate, int seed) => gate is null ? new LatencyPlan { Seed = seed } : new LatencyPlan
    {
        Seed = seed,
        Confidence = gate.Confidence,
        MaxTime = TimeSpan.FromSeconds(gate.MaxSeconds),
        RequiredSpeedup = gate.Speedup?.Value,
        MaxNoise = gate.MaxNoise,
        ColdStart = gate.ColdStart is not null,
        Batch = gate.Throughput?.Batch,
        MinRuns = new[]
        {
            gate.P50 is null ? 0 : RunsFor(0.50, gate.Confidence),
            gate.P90 is null ? 0 : RunsFor(0.90, gate.Confidence),
            gate.P95 is null ? 0 : RunsFor(0.95, gate.Confidence),
            gate.P99 is null ? 0 : RunsFor(0.99, gate.Confidence),
        }.Max(),
    };

    /// <summary>The fewest runs of which one may lie over the limit and the percentile still holds at that confidence.</summary>
    public static int RunsFor(double percentile, double confidence)
    {
        var runs = 2;
        while (Binomial.AtMost(1, runs, 1 - percentile) > 1 - confidence)
            runs++;
        return runs;
    }

    /// <summary>Fewest blocks whose order statistics bound the median at this confidence.</summary>
    public int MinBlocks => (int)Math.Ceiling(Math.Log2(Looks.Length / (1 - Confidence)));
}
