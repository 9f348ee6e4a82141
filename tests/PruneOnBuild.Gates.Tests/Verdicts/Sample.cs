using System.Collections.Immutable;
using PruneOnBuild.Gates.Accuracy;
using PruneOnBuild.Gates.Latency;
using PruneOnBuild.Gates.Memory;
using PruneOnBuild.Gates.Size;
using PruneOnBuild.Gates.Statistics;
using PruneOnBuild.Gates.Structure;
using PruneOnBuild.Policy;
using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Runtime;
using PruneOnBuild.Runtime.Placement;

namespace PruneOnBuild.Gates.Tests.Verdicts;

/// <summary>Measurements and gates as a build makes them.</summary>
internal static class Sample
{
    public static SourceLocation Line { get; } = new("prune.yaml", 22, 27);

    public static Located<T> At<T>(T value, int line = 22) => new(value, new SourceLocation("prune.yaml", line, 27));

    public static LatencyMeasurement Latency(ImmutableArray<double> denseMs, ImmutableArray<double> prunedMs, int samplesPerBlock = 5) => new()
    {
        DenseMs = denseMs,
        PrunedMs = prunedMs,
        SamplesPerBlock = samplesPerBlock,
        DenseWarmUps = 12,
        PrunedWarmUps = 11,
        Confidence = 0.95,
        Feeds = "input float32[1,3,32,32]",
        Threads = 2,
        Machine = new MachineFingerprint("Some CPU", 2, "linux-x64", "1.29.0", "cpu", "lab-1"),
    };

    public static MachineCheck Check(double low, double high) => new(new Gates.Statistics.Interval(low, Math.Sqrt(low * high), high, 0.95), 15);

    /// <summary>30 blocks of 5, dense slower by the given factor, with 4 % of even spread over blocks.</summary>
    public static LatencyMeasurement Latency(double speedup) => Latency(
        [.. Enumerable.Range(0, 150).Select(run => speedup * (0.98 + 0.04 * (run / 5 * 7 % 30) / 29))],
        [.. Enumerable.Repeat(1.0, 150)]);

    public static AccuracyMeasurement Accuracy(int both, int onlyDense, int onlyPruned, int neither, AccuracyMetric metric = AccuracyMetric.Top1) => new()
    {
        Metric = metric,
        K = 5,
        Output = "logits",
        Samples = both + onlyDense + onlyPruned + neither,
        Outcomes = new PairedOutcomes(both, onlyDense, onlyPruned, neither),
        DenseNotFinite = 0,
        PrunedNotFinite = 0,
        DataHash = "00",
    };

    /// <param name="spread">From the least draw to the largest.</param>
    public static AccuracyMeasurement Error(
        double dense, double pruned, int samples = 400, AccuracyMetric metric = AccuracyMetric.Mse, double spread = 0) => new()
    {
        Metric = metric,
        K = 5,
        Output = "y",
        Samples = samples,
        Values = new PairedValues(dense, pruned),
        Resamples = new Resamples(samples, Draws(dense - pruned, spread), Draws(pruned, spread)),
        DenseNotFinite = 0,
        PrunedNotFinite = 0,
        DataHash = "00",
    };

    private static ImmutableArray<double> Draws(double middle, double spread) =>
        [.. Enumerable.Range(0, Resamples.Draws).Select(draw => middle + spread * ((double)draw / (Resamples.Draws - 1) - 0.5))];

    public static SizeMeasurement Size(long dense, long pruned) => new(dense, pruned, dense, pruned, 100, 50, 200, 100, 0, pruned);

    /// <summary>Of every kind: twice as small, 1.5 times as fast, as accurate.</summary>
    public static Measurements Measurements { get; } = new(Accuracy(4500, 10, 10, 480), Latency(1.5), Size(1_000_000, 500_000))
    {
        Placement = new PlacementMeasurement("cpu", [new PlacedNode("conv1", "Conv", "cpu")]),
        Memory = new MemoryMeasurement([80e6, 81e6, 79e6, 80e6, 80e6], [140e6, 141e6, 139e6, 140e6, 140e6], [110e6, 111e6, 109e6, 110e6, 110e6], "x float32[1,3]"),
    };

    public static AccuracyGate AccuracyGate(AccuracyMetric metric = AccuracyMetric.Top1, double? maxDrop = null, double? min = null, double? max = null, double? maxRise = null, AccuracyTest test = AccuracyTest.Interval) => new()
    {
        Location = Line,
        Test = test,
        MaxRise = maxRise is { } rise ? At(rise) : null,
        Metric = At(metric),
        MaxDrop = maxDrop is { } drop ? At(drop) : null,
        Min = min is { } floor ? At(floor) : null,
        Max = max is { } ceiling ? At(ceiling) : null,
    };

    public static LatencyGate LatencyGate(double? speedup = null, double? p50 = null, double? p95 = null, double? p99 = null, string? runner = null, double? p90 = null) => new()
    {
        Location = Line,
        Speedup = speedup is { } ratio ? At(ratio) : null,
        P50 = p50 is { } half ? At(TimeSpan.FromMilliseconds(half)) : null,
        P90 = p90 is { } tenth ? At(TimeSpan.FromMilliseconds(tenth)) : null,
        P95 = p95 is { } most ? At(TimeSpan.FromMilliseconds(most)) : null,
        P99 = p99 is { } all ? At(TimeSpan.FromMilliseconds(all)) : null,
        Runner = runner is null ? null : At(runner),
    };
}
