using System.Globalization;
using PruneOnBuild.Gates.Accuracy;
using PruneOnBuild.Gates.Statistics;
using PruneOnBuild.Policy;

namespace PruneOnBuild.Gates.Verdicts;

/// <summary>
/// The measured value against the threshold decides between pass and fail; the interval printed beside it says how well the samples know it.
/// Inconclusive only where the samples are too few to resolve the threshold at all: where even a flawless result on them would not prove,
/// at the gate's confidence, that faults are rarer than the threshold allows ((1 - threshold)^n &gt; 1 - confidence, the rule of three: 299
/// samples for a drop of one point at 95 %), unless the whole interval lies beyond the threshold, which fails. A drop of 0 asks only about
/// these samples, and so does mse.
/// </summary>
public static class AccuracyJudge
{
    private const string Remedy = "Prune less (prune: goal), try recovery or another criterion, or";

    public static IEnumerable<Verdict> Decide(AccuracyGate gate, AccuracyMeasurement? accuracy)
    {
        if (gate.MaxDrop is { } drop)
            yield return Decide(
                new Threshold(GateNames.MaxDrop, GateErrors.MaxDrop, drop.Value, $"at most {Units.Points(drop.Value)} of drop", drop.Location),
                gate, accuracy, Drop);
        if (gate.Min is { } min)
            yield return Decide(
                new Threshold(GateNames.Min, GateErrors.Min, min.Value, $"at least {Units.Percent(min.Value)}", min.Location),
                gate, accuracy, Floor);
        if (gate.Max is { } max)
            yield return Decide(
                new Threshold(GateNames.Max, GateErrors.Max, max.Value, $"at most {Units.Plain(max.Value)}", max.Location),
                gate, accuracy, Error);
    }

    private static Verdict Decide(
        Threshold threshold,
        AccuracyGate gate,
        AccuracyMeasurement? accuracy,
        Func<Threshold, AccuracyGate, AccuracyMeasurement, Verdict> judge)
    {
        if (Unusable(gate, accuracy) is { } why)
            return threshold.Unmeasured(why, "Declare data: evaluation, and build again.");
        if (accuracy!.DenseNotFinite > 0 || accuracy.PrunedNotFinite > 0)
            return threshold.Unmeasured(
                string.Create(CultureInfo.InvariantCulture,
                    $"outputs are not finite on {accuracy.DenseNotFinite} (dense) and {accuracy.PrunedNotFinite} (pruned) ") +
                string.Create(CultureInfo.InvariantCulture, $"of {accuracy.Samples} samples"),
                accuracy.DenseNotFinite > 0 ? "Check the data and its preprocessing: the dense model itself fails." : "Prune less (prune: goal).");
        return judge(threshold, gate, accuracy);
    }

    private static string? Unusable(AccuracyGate gate, AccuracyMeasurement? accuracy) => accuracy switch
    {
        null => "nothing was measured",
        { Samples: < 1 } => "no sample was evaluated",
        _ when accuracy.Metric != gate.Metric.Value || (gate.Metric.Value == AccuracyMetric.TopK && accuracy.K != gate.K) =>
            $"{GateNames.Metric(accuracy.Metric, accuracy.K)} was measured instead of {GateNames.Metric(gate)}",
        { Metric: AccuracyMetric.Mse, Errors: null } or { Metric: not AccuracyMetric.Mse, Outcomes: null } => "no sample was evaluated",
        _ when accuracy.Outcomes is { } outcomes && outcomes.Samples != accuracy.Samples => "not every sample was evaluated",
        _ => null,
    };

    private static Verdict Drop(Threshold threshold, AccuracyGate gate, AccuracyMeasurement accuracy)
    {
        var outcomes = accuracy.Outcomes!;
        var drop = Proportions.PairedDifference(outcomes.OnlyDenseRight, outcomes.OnlyPrunedRight, outcomes.Samples, gate.Confidence);
        var needed = threshold.Required > 0 ? Proportions.SamplesToResolve(Math.Min(threshold.Required, 0.5), gate.Confidence) : 1;
        var outcome = Outcome(drop.Estimate <= threshold.Required, needed, accuracy.Samples, surelyMissed: drop.Low > threshold.Required);
        var details = $"{Both(accuracy, gate)}; {Interval(drop, Units.Points)}; " + string.Create(CultureInfo.InvariantCulture,
            $"{accuracy.Samples} samples, {outcomes.OnlyDenseRight} right only before and {outcomes.OnlyPrunedRight} only after");
        return threshold.Verdict(outcome, drop.Estimate, $"{Units.Points(drop.Estimate)} of drop", details, outcome == VerdictOutcome.Fail
            ? $"{Remedy} allow a drop of {Units.Points(drop.Estimate)}."
            : TooFew(needed));
    }

    private static Verdict Floor(Threshold threshold, AccuracyGate gate, AccuracyMeasurement accuracy)
    {
        var share = Proportions.Wilson(accuracy.Outcomes!.PrunedRight, accuracy.Samples, gate.Confidence);
        var needed = threshold.Required < 1 ? Proportions.SamplesToResolve(1 - threshold.Required, gate.Confidence) : 1;
        var outcome = Outcome(share.Estimate >= threshold.Required, needed, accuracy.Samples, surelyMissed: share.High < threshold.Required);
        var details = $"{Both(accuracy, gate)}; {Interval(share, Units.Percent)}; " +
            string.Create(CultureInfo.InvariantCulture, $"{accuracy.Samples} samples");
        return threshold.Verdict(outcome, share.Estimate, Units.Percent(share.Estimate), details, outcome == VerdictOutcome.Fail
            ? $"{Remedy} ask for {Units.Percent(share.Estimate)}."
            : TooFew(needed));
    }

    private static Verdict Error(Threshold threshold, AccuracyGate gate, AccuracyMeasurement accuracy)
    {
        var errors = accuracy.Errors!;
        var half = Normal.Quantile((1 + gate.Confidence) / 2) * errors.PrunedDeviation / Math.Sqrt(accuracy.Samples);
        var interval = accuracy.Samples < 2 ? "one sample, so no interval" : Interval(
            new Interval(Math.Max(0, errors.PrunedMean - half), errors.PrunedMean, errors.PrunedMean + half, gate.Confidence), Units.Plain);
        var details = $"mse dense {Units.Plain(errors.DenseMean)}, pruned {Units.Plain(errors.PrunedMean)}; {interval}; " +
            string.Create(CultureInfo.InvariantCulture, $"{accuracy.Samples} samples");
        var outcome = errors.PrunedMean <= threshold.Required ? VerdictOutcome.Pass : VerdictOutcome.Fail;
        return threshold.Verdict(outcome, errors.PrunedMean, Units.Plain(errors.PrunedMean), details,
            $"{Remedy} allow an error of {Units.Plain(errors.PrunedMean)}.");
    }

    private static VerdictOutcome Outcome(bool passes, int needed, int samples, bool surelyMissed) =>
        samples < needed && !surelyMissed ? VerdictOutcome.Inconclusive : passes ? VerdictOutcome.Pass : VerdictOutcome.Fail;

    private static string Both(AccuracyMeasurement accuracy, AccuracyGate gate) => gate.Metric.Value == AccuracyMetric.Agreement
        ? $"agreement with dense {Units.Percent(accuracy.Pruned)}"
        : $"{GateNames.Metric(gate)} dense {Units.Percent(accuracy.Dense)}, pruned {Units.Percent(accuracy.Pruned)}";

    private static string Interval(Interval interval, Func<double, string> unit) =>
        $"{Units.Confidence(interval.Confidence)} interval {unit(interval.Low)} to {unit(interval.High)}";

    private static string TooFew(int needed) => string.Create(CultureInfo.InvariantCulture,
        $"So few samples cannot resolve this threshold; use {needed} or more, or widen it.");
}
