using PruneOnBuild.Policy.Diagnostics;

namespace PruneOnBuild.Policy;

/// <summary>The <c>gates: latency:</c> section. At least one threshold is set.</summary>
public sealed record LatencyGate
{
    public required SourceLocation Location { get; init; }

    /// <summary>Median dense latency over median pruned latency, at least.</summary>
    public Located<double>? Speedup { get; init; }

    /// <summary>Percentiles of the pruned latency, at most. They bind only on the named runner.</summary>
    public Located<TimeSpan>? P50 { get; init; }

    public Located<TimeSpan>? P90 { get; init; }

    public Located<TimeSpan>? P95 { get; init; }

    public Located<TimeSpan>? P99 { get; init; }

    /// <summary>From opening the pruned model's file to the end of its first run, at most. Binds only on the named runner.</summary>
    public Located<TimeSpan>? ColdStart { get; init; }

    /// <summary>Binds only on the named runner.</summary>
    public ThroughputGate? Throughput { get; init; }

    /// <summary>The machine that absolute limits speak of: its host name, or the value of PRUNEONBUILD_RUNNER there.</summary>
    public Located<string>? Runner { get; init; }

    /// <summary>Confidence of the verdict, in (0.5, 1).</summary>
    public double Confidence { get; init; } = 0.95;

    /// <summary>How far dense against itself may measure from 1, as a share in (0, 1), before verdicts near the threshold are withheld.</summary>
    public double MaxNoise { get; init; } = 0.05;

    /// <summary>Time for the timed runs, in seconds, above 0.</summary>
    public double MaxSeconds { get; init; } = 12;
}
