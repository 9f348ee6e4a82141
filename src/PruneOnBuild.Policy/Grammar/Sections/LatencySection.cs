using PruneOnBuild.Policy.Grammar.Forms;

namespace PruneOnBuild.Policy.Grammar.Sections;

/// <summary><c>gates: latency:</c></summary>
internal static class LatencySection
{
    public static readonly Key<double> Speedup = new("speedup", Of.Above(0, "1.5"),
        "Median dense latency over median pruned latency, at least. Both are measured in the same run.");

    public static readonly Key<TimeSpan> P50 = new("p50", Of.Duration, "Median of the pruned latency, at most. Needs a runner.");

    public static readonly Key<TimeSpan> P95 = new("p95", Of.Duration,
        "95th percentile of the pruned latency, at most. Needs a runner.");

    public static readonly Key<TimeSpan> P99 = new("p99", Of.Duration,
        "99th percentile of the pruned latency, at most. Needs a runner.");

    public static readonly Key<string> Runner = new("runner", Of.Name("build-07"),
        "The machine that p50, p95 and p99 speak of: its host name, or the value of PRUNEONBUILD_RUNNER there; of a target with a "
            + "runner, the target's name.");

    public static readonly Key<double> Confidence = new("confidence", Of.Confidence,
        "How sure the verdict must be; below it, it is inconclusive.")
    { Default = "0.95" };

    public static readonly Section Form = new("models.gates.latency", Speedup, P50, P95, P99, Runner, Confidence);

    public static LatencyGate Bind(SectionReading reading) => new()
    {
        Location = reading.Location,
        Speedup = reading.Written(Speedup),
        P50 = reading.Written(P50),
        P95 = reading.Written(P95),
        P99 = reading.Written(P99),
        Runner = reading.Written(Runner),
        Confidence = reading.Get(Confidence).Value,
    };
}
