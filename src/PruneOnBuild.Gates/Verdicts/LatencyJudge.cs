using System.Globalization;
using PruneOnBuild.Gates.Latency;
using PruneOnBuild.Gates.Statistics;
using PruneOnBuild.Policy;

namespace PruneOnBuild.Gates.Verdicts;

/// <summary>
/// speedup passes where the interval's lower bound reaches the threshold, fails where its upper bound stays below, and is inconclusive
/// between. Percentiles p of the pruned model's times bind on the named runner alone: with t of n runs over the limit they pass where so
/// few would be improbable (at most 1 - confidence) if more than 1 - p of all runs were over it, and fail where so many would be if fewer
/// were (binomial bounds, as MLPerf's early stopping has them).
/// </summary>
public static class LatencyJudge
{
    public static IEnumerable<Verdict> Decide(LatencyGate gate, LatencyMeasurement? latency, JudgingConditions conditions)
    {
        if (gate.Speedup is { } speedup)
        {
            var threshold = new Threshold(
                GateNames.Speedup, GateErrors.Speedup, speedup.Value, $"at least {Units.Times(speedup.Value)}", speedup.Location);
            yield return Unusable(latency) is { } why ? threshold.Unmeasured(why, "Build again.") : Speedup(threshold, latency!, gate.Confidence);
        }

        foreach (var (limit, share, name, code) in new[]
        {
            (gate.P50, 0.50, GateNames.P50, GateErrors.P50),
            (gate.P95, 0.95, GateNames.P95, GateErrors.P95),
            (gate.P99, 0.99, GateNames.P99, GateErrors.P99),
        })
        {
            if (limit is null)
                continue;
            var ms = limit.Value.TotalMilliseconds;
            var threshold = new Threshold(name, code, ms, $"at most {Units.Milliseconds(ms)}", limit.Location);
            yield return Unusable(latency) is { } why
                ? threshold.Unmeasured(why, "Build again.")
                : Percentile(threshold, share, latency!, gate, conditions);
        }
    }

    private static string? Unusable(LatencyMeasurement? latency) => latency switch
    {
        null => "nothing was measured",
        { DenseMs.IsDefaultOrEmpty: true } or { PrunedMs.IsDefaultOrEmpty: true } => "no run was timed",
        _ when latency.DenseMs.Length != latency.PrunedMs.Length || latency.SamplesPerBlock < 1 || latency.Blocks < 1 =>
            "the timed runs are incomplete",
        _ when latency.DenseMs.Concat(latency.PrunedMs).Any(ms => !double.IsFinite(ms) || ms <= 0) => "a run took no time",
        _ => null,
    };

    private static Verdict Speedup(Threshold threshold, LatencyMeasurement latency, double confidence)
    {
        var speedup = latency.SpeedupAt(confidence);
        var outcome = speedup.Low >= threshold.Required ? VerdictOutcome.Pass
            : speedup.High < threshold.Required ? VerdictOutcome.Fail
            : VerdictOutcome.Inconclusive;
        var sure = double.IsFinite(speedup.Low) && speedup.Low > 0
            ? $"{Units.Times(speedup.Low)} to {Units.Times(speedup.High)}, each bound at {Units.Confidence(confidence)}"
            : "too few blocks for an interval";
        var remedy = outcome == VerdictOutcome.Fail
            ? $"Prune more (prune: goal), or ask for {Units.Times(Math.Floor(speedup.Low * 100) / 100)}, which would pass."
            : Undecided(threshold.Required, speedup, latency.Blocks);
        return threshold.Verdict(outcome, speedup.Estimate, Units.Times(speedup.Estimate), $"{sure}; {Conditions(latency)}", remedy);
    }

    // An interval shrinks with the root of the number of blocks.
    private static string Undecided(double required, Interval speedup, int blocks)
    {
        var passes = speedup.Estimate >= required ? "The estimate passes, but the" : "The";
        var distance = Math.Abs(Math.Log(speedup.Estimate / required));
        var width = Math.Log(speedup.High / speedup.Low) / 2;
        var needed = double.IsFinite(width) && distance > 0 ? blocks * Math.Pow(width / distance, 2) : double.PositiveInfinity;
        var enough = needed < 10_000
            ? string.Create(CultureInfo.InvariantCulture, $"about {Math.Ceiling(needed)} would decide; ")
            : "no number of them that one could wait for would decide; ";
        return string.Create(CultureInfo.InvariantCulture, $"{passes} {blocks} blocks leave both answers open: {enough}") +
            "measure on a quieter machine, or move the threshold away from the estimate.";
    }

    private static Verdict Percentile(
        Threshold threshold, double share, LatencyMeasurement latency, LatencyGate gate, JudgingConditions conditions)
    {
        var times = latency.PrunedMs.AsSpan();
        var actual = OrderStatistics.Percentile(times, share);
        var text = Units.Milliseconds(actual);
        var here = latency.Machine.IsElsewhere ? latency.Machine.Runner : conditions.Runner;
        if (!string.Equals(gate.Runner?.Value, here, StringComparison.OrdinalIgnoreCase))
        {
            var runner = gate.Runner is { } named ? $"it binds on runner '{named.Value}', this is '{here}'"
                : "no runner is named that it binds on";
            return threshold.Verdict(VerdictOutcome.NotJudged, actual, text, $"{runner}; {Conditions(latency)}",
                "Absolute times mean nothing on another machine; speedup is judged everywhere.");
        }

        var over = latency.PrunedMs.Count(ms => ms > threshold.Required);
        var risk = 1 - gate.Confidence;
        var outcome = Binomial.AtMost(over, times.Length, 1 - share) <= risk ? VerdictOutcome.Pass
            : Binomial.AtLeast(over, times.Length, 1 - share) <= risk ? VerdictOutcome.Fail
            : VerdictOutcome.Inconclusive;
        var details = string.Create(CultureInfo.InvariantCulture, $"{over} of {times.Length} runs over it, judged at ") +
            $"{Units.Confidence(gate.Confidence)}; {Conditions(latency)}";
        var remedy = outcome == VerdictOutcome.Fail
            ? $"Prune more (prune: goal), or allow more than {text}."
            : string.Create(CultureInfo.InvariantCulture, $"At least {LatencyPlan.RunsFor(share, gate.Confidence)} runs are needed to tell, ") +
              "more where runs lie over the limit; measure longer, or move the threshold away from the estimate.";
        return threshold.Verdict(outcome, actual, text, details, remedy);
    }

    private static string Conditions(LatencyMeasurement latency) =>
        $"medians dense {Units.Milliseconds(latency.DenseMedianMs)}, pruned {Units.Milliseconds(latency.PrunedMedianMs)}; " +
        string.Create(CultureInfo.InvariantCulture, $"{latency.Runs} runs of each in {latency.Blocks} blocks") +
        (latency.Machine.IsElsewhere ? $", timed by runner {latency.Machine.Device}; {latency.Feeds}" : Here(latency));

    private static string Here(LatencyMeasurement latency) => string.Create(CultureInfo.InvariantCulture,
        $" after {latency.DenseWarmUps} and {latency.PrunedWarmUps} warm-up runs; ") +
        $"{latency.Machine.Provider}{(latency.Machine.Device is { } device ? $" on {device}" : "")}, {Threads(latency)}; {latency.Machine.Cpu}, " +
        string.Create(CultureInfo.InvariantCulture, $"{latency.Machine.Cores} cores; {latency.Feeds}");

    private static string Threads(LatencyMeasurement latency) => latency.Threads switch
    {
        null => "threads as the runtime chooses",
        1 => "1 thread",
        var threads => string.Create(CultureInfo.InvariantCulture, $"{threads} threads"),
    };
}
