using PruneOnBuild.Gates.Latency;
using PruneOnBuild.Policy;
using PruneOnBuild.Policy.Diagnostics;

namespace PruneOnBuild.Gates.Verdicts;

/// <summary>Holds the thresholds of a latency gate against what was measured: speedup everywhere, absolute limits on the named runner.</summary>
public static class LatencyJudge
{
    public static IEnumerable<Verdict> Decide(LatencyGate gate, LatencyMeasurement? latency, JudgingConditions conditions)
    {
        var why = Unusable(latency);
        if (gate.Speedup is { } speedup)
        {
            var threshold = new Threshold(
                GateNames.Speedup, GateErrors.Speedup, speedup.Value, $"at least {Units.Times(speedup.Value)}", speedup.Location);
            yield return Verdict(threshold, why, () => SpeedupJudge.Decide(threshold, latency!, gate));
        }

        foreach (var (limit, share, name, code) in new[]
        {
            (gate.P50, 0.50, GateNames.P50, GateErrors.P50),
            (gate.P90, 0.90, GateNames.P90, GateErrors.P90),
            (gate.P95, 0.95, GateNames.P95, GateErrors.P95),
            (gate.P99, 0.99, GateNames.P99, GateErrors.P99),
        })
        {
            if (limit is null)
                continue;
            var threshold = AtMost(name, code, limit);
            yield return Verdict(threshold, why, () => LimitJudge.Decide(
                threshold, new TimesUnderLimit(latency!.PrunedMs, share, latency.SamplesPerBlock, "runs"), latency, gate, conditions));
        }

        if (gate.ColdStart is { } coldStart)
        {
            var threshold = AtMost(GateNames.ColdStart, GateErrors.ColdStart, coldStart);
            yield return Verdict(threshold, why ?? Unusable(latency!.ColdStart?.DenseMs, latency.ColdStart?.PrunedMs), () => LimitJudge.Decide(
                threshold, new TimesUnderLimit(latency!.ColdStart!.PrunedMs, 0.5, 1, "openings"), latency, gate, conditions));
        }

        if (gate.Throughput is { } throughput)
        {
            var threshold = new Threshold(
                GateNames.Throughput, GateErrors.Throughput, throughput.Min.Value, $"at least {Units.PerSecond(throughput.Min.Value)}", throughput.Min.Location);
            yield return Verdict(threshold, why ?? Unusable(throughput, latency!.Throughput), () => LimitJudge.Decide(
                threshold,
                new TimesUnderLimit(latency!.Throughput!.PrunedMs, 0.5, latency.Throughput.SamplesPerBlock, "runs") { Batch = throughput.Batch.Value },
                latency,
                gate,
                conditions));
        }
    }

    private static Verdict Verdict(Threshold threshold, string? why, Func<Verdict> decide) =>
        why is null ? decide() : threshold.Unmeasured(why, "Build again.");

    private static Threshold AtMost(string name, string code, Located<TimeSpan> limit) =>
        new(name, code, limit.Value.TotalMilliseconds, $"at most {Units.Milliseconds(limit.Value.TotalMilliseconds)}", limit.Location);

    private static string? Unusable(LatencyMeasurement? latency) => latency switch
    {
        null => "nothing was measured",
        { SamplesPerBlock: < 1 } => "the timed runs are incomplete",
        _ => Unusable(latency.DenseMs, latency.PrunedMs) ?? (latency.Blocks < 1 ? "the timed runs are incomplete" : null),
    };

    private static string? Unusable(ThroughputGate gate, Throughput? throughput) =>
        throughput is not null && throughput.Batch != gate.Batch.Value
            ? FormattableString.Invariant($"runs of {throughput.Batch} samples were timed, not of {gate.Batch.Value}")
            : Unusable(throughput?.DenseMs, throughput?.PrunedMs);

    private static string? Unusable(IReadOnlyCollection<double>? denseMs, IReadOnlyCollection<double>? prunedMs) => (denseMs, prunedMs) switch
    {
        (null, _) or (_, null) => "nothing was measured",
        ({ Count: 0 }, _) or (_, { Count: 0 }) => "no run was timed",
        _ when denseMs.Count != prunedMs.Count => "the timed runs are incomplete",
        _ when denseMs.Concat(prunedMs).Any(ms => !double.IsFinite(ms) || ms <= 0) => "a run took no time",
        _ => null,
    };
}
