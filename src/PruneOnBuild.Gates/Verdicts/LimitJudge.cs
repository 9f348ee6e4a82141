using System.Globalization;
using PruneOnBuild.Gates.Latency;
using PruneOnBuild.Gates.Statistics;
using PruneOnBuild.Policy;

namespace PruneOnBuild.Gates.Verdicts;

/// <summary>
/// Absolute limits on a percentile p of times. They bind on the named runner alone: with t of n runs over the limit they pass where so few
/// would be improbable (at most 1 - confidence) if more than 1 - p of all runs were over it, and fail where so many would be if fewer were
/// (binomial bounds, as MLPerf's early stopping has them). Runs that say much of the next one count half.
/// </summary>
internal static class LimitJudge
{
    public static Verdict Decide(
        Threshold threshold, TimesUnderLimit times, LatencyMeasurement latency, LatencyGate gate, JudgingConditions conditions)
    {
        var actual = times.Share == 0.5 ? OrderStatistics.Median(times.Ms.AsSpan()) : OrderStatistics.Percentile(times.Ms.AsSpan(), times.Share);
        var here = latency.Machine.IsElsewhere ? latency.Machine.Runner : conditions.Runner;
        if (!string.Equals(gate.Runner?.Value, here, StringComparison.OrdinalIgnoreCase))
        {
            var runner = gate.Runner is { } named ? $"it binds on runner '{named.Value}', this is '{here}'"
                : "no runner is named that it binds on";
            return threshold.Verdict(VerdictOutcome.NotJudged, times.InUnit(actual), times.Text(actual),
                $"{runner}; {ConditionsText.Of(latency)}", "Absolute times mean nothing on another machine; speedup is judged everywhere.");
        }

        var limit = times.InUnit(threshold.Required);
        var over = times.Ms.Count(ms => ms > limit);
        var risk = 1 - gate.Confidence;
        var weight = Autocorrelation.Lag1(times.Ms.AsSpan(), times.Stretch) > LatencyPlan.Correlated ? 2 : 1;
        var runs = times.Ms.Length / weight;
        var outcome = Binomial.AtMost((over + weight - 1) / weight, runs, 1 - times.Share) <= risk ? VerdictOutcome.Pass
            : Binomial.AtLeast(over / weight, runs, 1 - times.Share) <= risk ? VerdictOutcome.Fail
            : VerdictOutcome.Inconclusive;
        var details = string.Create(CultureInfo.InvariantCulture, $"{over} of {times.Ms.Length} {times.Noun} {(times.Batch is null ? "over" : "below")} it, judged at ") +
            Units.Confidence(gate.Confidence) + (weight == 1 ? "" : ", each counted half because it resembles the one before") +
            $"; {ConditionsText.Of(latency)}";
        return threshold.Verdict(outcome, times.InUnit(actual), times.Text(actual), details,
            Remedy(outcome, times, runs, weight, gate.Confidence));
    }

    private static string Remedy(VerdictOutcome outcome, TimesUnderLimit times, int runs, int weight, double confidence)
    {
        var passes = WouldPass(times, runs, weight, 1 - confidence);
        if (outcome == VerdictOutcome.Fail)
            return "Prune more (prune: goal), or " + (passes is { } ms
                ? $"ask for {times.Text(ms)}, which would pass."
                : string.Create(CultureInfo.InvariantCulture, $"raise the limit, and maxSeconds: {times.Ms.Length} {times.Noun} are too few for any to pass."));
        var needed = weight * LatencyPlan.RunsFor(times.Share, confidence);
        return times.Ms.Length < needed
            ? string.Create(CultureInfo.InvariantCulture, $"At least {needed} {times.Noun} are needed to tell, ") +
              "more where some lie over the limit; raise maxSeconds, or lower confidence."
            : $"The limit is too close to what was measured: {(passes is { } would ? $"ask for {times.Text(would)}, which would pass, or " : "")}" +
              "measure on a quieter machine.";
    }

    /// <summary>The least limit that these times pass; null: there are too few of them for any.</summary>
    private static double? WouldPass(TimesUnderLimit times, int runs, int weight, double risk)
    {
        var over = -1;
        while (Binomial.AtMost(over + 1, runs, 1 - times.Share) <= risk)
            over++;
        return over < 0 ? null : times.Ms.OrderDescending().ElementAt(over * weight);
    }
}
