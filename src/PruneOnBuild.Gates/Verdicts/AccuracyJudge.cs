using System.Globalization;
using PruneOnBuild.Gates.Accuracy;
using PruneOnBuild.Gates.Statistics;
using PruneOnBuild.Policy;

namespace PruneOnBuild.Gates.Verdicts;

/// <summary>
/// <c>test: interval</c>: a threshold passes where the bound on its bad side keeps it, fails where the bound on its good side misses it, and is
/// inconclusive between. Each bound fails with a probability of 1 - confidence at most, so that at the very threshold no more than that many
/// verdicts are wrong on either side. <c>test: point</c>: the measured value decides; shares of right answers are inconclusive where even a flawless
/// result on so few samples would not prove that faults are rarer than the threshold allows (the rule of three: 299 samples for one point at
/// 95 %), unless the interval lies beyond it. A drop or rise of 0 and a floor of 100 % ask only about these samples.
/// </summary>
public static class AccuracyJudge
{
    private const string Remedy = "Prune less (prune: goal), try recovery or another criterion, or";

    public static IEnumerable<Verdict> Decide(AccuracyGate gate, AccuracyMeasurement? accuracy) =>
        AccuracyLimit.Of(gate).Select(limit => Decide(limit, gate, accuracy));

    internal static Verdict Decide(AccuracyLimit limit, AccuracyGate gate, AccuracyMeasurement? accuracy)
    {
        var threshold = limit.Threshold;
        if (Unusable(gate, accuracy) is { } why)
            return threshold.Unmeasured(why, "Declare data: evaluation, and build again.");
        if (accuracy!.DenseNotFinite > 0 || accuracy.PrunedNotFinite > 0)
            return threshold.Unmeasured(
                Invariant($"outputs are not finite on {accuracy.DenseNotFinite} (dense) and {accuracy.PrunedNotFinite} (pruned) ") +
                Invariant($"of {accuracy.Samples} samples"),
                accuracy.DenseNotFinite > 0 ? "Check the data and its preprocessing: the dense model itself fails." : "Prune less (prune: goal).");
        if (double.IsNaN(limit.Estimate(accuracy)))
            return threshold.Unmeasured("the metric is no number", "Check the data.");
        if (accuracy.OnlyLabel is { } label)
            return threshold.Unmeasured(
                Invariant($"all {accuracy.Samples} samples have the label {label}, so that a model that always says it would be right"),
                "Evaluate on samples of two classes or more.");

        var estimate = limit.Estimate(accuracy);
        var interval = limit.Interval(accuracy, gate.Confidence);
        var outcome = Outcome(limit, gate, accuracy, estimate, interval);
        var details = $"{Both(accuracy, gate)}; {Bounds(limit, gate, interval, accuracy)}; {Samples(limit, gate, accuracy, interval)}";
        return threshold.Verdict(outcome, estimate, limit.Text(estimate), details, outcome == VerdictOutcome.Inconclusive
            ? Undecided(limit, gate, accuracy, estimate, interval)
            : $"{Remedy} allow {limit.Text(limit.Decisive(gate, accuracy))}.", interval);
    }

    private static string? Unusable(AccuracyGate gate, AccuracyMeasurement? accuracy) => accuracy switch
    {
        null => "nothing was measured",
        { Samples: < 1 } => "no sample was evaluated",
        _ when accuracy.Metric != gate.Metric.Value || (gate.Metric.Value == AccuracyMetric.TopK && accuracy.K != gate.K) =>
            $"{GateNames.Metric(accuracy.Metric, accuracy.K)} was measured instead of {GateNames.Metric(gate)}",
        { Outcomes: null, Values: null } => "no sample was evaluated",
        _ when accuracy.Outcomes is { } outcomes && outcomes.Samples != accuracy.Samples => "not every sample was evaluated",
        _ => null,
    };

    private static VerdictOutcome Outcome(
        AccuracyLimit limit, AccuracyGate gate, AccuracyMeasurement accuracy, double estimate, Interval? interval)
    {
        var isMissed = interval is not null && !limit.IsKeptBy(limit.Best(interval));
        if (gate.Test == AccuracyTest.Point || limit.IsExact)
            return !isMissed && accuracy.Outcomes is not null && accuracy.Samples < NeededFor(limit, gate) ? VerdictOutcome.Inconclusive
                : limit.IsKeptBy(estimate) ? VerdictOutcome.Pass
                : VerdictOutcome.Fail;
        return isMissed ? VerdictOutcome.Fail
            : interval is not null && limit.IsKeptBy(limit.Worst(interval)) ? VerdictOutcome.Pass
            : VerdictOutcome.Inconclusive;
    }

    private static int NeededFor(AccuracyLimit limit, AccuracyGate gate)
    {
        var faults = limit.IsCap ? limit.Threshold.Required : 1 - limit.Threshold.Required;
        return limit.IsExact ? 1 : Proportions.SamplesToResolve(Math.Min(faults, 0.5), gate.Confidence);
    }

    private static string Both(AccuracyMeasurement accuracy, AccuracyGate gate) => gate.Metric.Value == AccuracyMetric.Agreement
        ? $"agreement with dense {Units.Percent(accuracy.Pruned)}"
        : $"{GateNames.Metric(gate)} dense {MetricUnits.Value(accuracy.Metric, accuracy.Dense)}, " +
          $"pruned {MetricUnits.Value(accuracy.Metric, accuracy.Pruned)}";

    private static string Bounds(AccuracyLimit limit, AccuracyGate gate, Interval? interval, AccuracyMeasurement accuracy) => interval is null
        ? accuracy.Samples < Resamples.FewestSamples ? Invariant($"no bounds from fewer than {Resamples.FewestSamples} samples") : "one number for all samples has no bounds"
        : $"{limit.Text(interval.Low)} to {limit.Text(interval.High)}, each bound at {Units.Confidence(gate.Confidence)}";

    private static string Samples(AccuracyLimit limit, AccuracyGate gate, AccuracyMeasurement accuracy, Interval? interval)
    {
        var resolution = interval is null ? double.NaN : Math.Abs(limit.Worst(interval) - interval.Estimate);
        var resolved = double.IsFinite(resolution) ? $" resolve {MetricUnits.Change(gate.Metric.Value, resolution)}" : "";
        var flips = accuracy.Outcomes is { } outcomes
            ? Invariant($", {outcomes.OnlyDenseRight} right only before and {outcomes.OnlyPrunedRight} only after")
            : accuracy.Damage is { } damage ? Invariant($", {damage.Worse} worse than before and {damage.Better} better")
            : "";
        var unseen = interval is not null && accuracy.Means is not null
            ? $" and may hold nothing of what is rarer than {Units.Percent(Proportions.RarestSeen(accuracy.Samples, gate.Confidence))}"
            : "";
        return Invariant($"{accuracy.Samples} samples") + resolved + unseen + flips;
    }

    private static string Undecided(AccuracyLimit limit, AccuracyGate gate, AccuracyMeasurement accuracy, double estimate, Interval? interval)
    {
        if (gate.Test == AccuracyTest.Point)
            return Invariant($"So few samples cannot resolve this threshold; use {NeededFor(limit, gate)} or more, or widen it.");
        if (interval is null)
            return (accuracy.Samples < Resamples.FewestSamples
                ? Invariant($"Evaluate on {Resamples.FewestSamples} samples or more, ")
                : "Let the metric give one number for each sample, ") + "or write test: point, which asks about these samples only.";
        var width = Math.Abs((limit.IsKeptBy(estimate) ? limit.Worst(interval) : limit.Best(interval)) - estimate);
        return $"{SampleNeeds.Text(accuracy.Samples, width, Math.Abs(estimate - limit.Threshold.Required))} would decide if this estimate holds; " +
            $"evaluate on more, prune less, or allow {limit.Text(limit.Worst(interval))}.";
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
