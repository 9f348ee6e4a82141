using PruneOnBuild.Policy.Grammar.Forms;

namespace PruneOnBuild.Policy.Grammar.Sections;

/// <summary><c>gates: latency:</c></summary>
internal static class LatencySection
{
    public static readonly Key<double> Speedup = new("speedup", Of.Above(0, "1.5"),
        "Median dense latency over median pruned latency, at least. Both are measured in the same run.");

    public static readonly Key<TimeSpan> P50 = new("p50", Of.Duration, "Median of the pruned latency, at most. Needs a runner.");

    public static readonly Key<TimeSpan> P90 = new("p90", Of.Duration,
        "90th percentile of the pruned latency, at most. Needs a runner.");

    public static readonly Key<TimeSpan> P95 = new("p95", Of.Duration,
        "95th percentile of the pruned latency, at most. Needs a runner.");

    public static readonly Key<TimeSpan> P99 = new("p99", Of.Duration,
        "99th percentile of the pruned latency, at most. Needs a runner.");

    public static readonly Key<TimeSpan> ColdStart = new("coldStart", Of.Duration,
        "From opening the pruned model's file to the end of its first run, median of several openings, at most. Needs a runner.");

    public static readonly Key<SectionReading> Throughput = new("throughput", ThroughputSection.Form,
        "Samples per second of the pruned model at a batch size, at least. Needs a runner.");

    public static readonly Key<string> Runner = new("runner", Of.Name("build-07"),
        "The machine that absolute limits speak of: its host name, or the value of PRUNEONBUILD_RUNNER there; of a target with a "
            + "runner, the target's name.");

    public static readonly Key<double> Confidence = new("confidence", Of.Confidence,
        "How sure the verdict must be; below it, it is inconclusive.")
    { Default = "0.95" };

    public static readonly Key<double> MaxNoise = new("maxNoise", new ShareForm(new(0, false, 1, false), "5%"),
        "How far dense against itself may measure from 1 before verdicts near the threshold are withheld.")
    { Default = "0.05" };

    public static readonly Key<double> MaxSeconds = new("maxSeconds", new NumberForm(new(0, false, 86_400, true), "12"),
        "Time for the timed runs, in seconds. The fewest that say anything are made even where they take longer.")
    { Default = "12" };

    public static readonly Section Form = new(
        "models.gates.latency", Speedup, P50, P90, P95, P99, ColdStart, Throughput, Runner, Confidence, MaxNoise, MaxSeconds);

    public static LatencyGate Bind(SectionReading reading) => new()
    {
        Location = reading.Location,
        Speedup = reading.Written(Speedup),
        P50 = reading.Written(P50),
        P90 = reading.Written(P90),
        P95 = reading.Written(P95),
        P99 = reading.Written(P99),
        ColdStart = reading.Written(ColdStart),
        Throughput = reading.Written(Throughput) is { } throughput ? ThroughputSection.Bind(throughput.Value) : null,
        Runner = reading.Written(Runner),
        Confidence = reading.Get(Confidence).Value,
        MaxNoise = reading.Get(MaxNoise).Value,
        MaxSeconds = reading.Get(MaxSeconds).Value,
    };
}
