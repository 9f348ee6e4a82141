using PruneOnBuild.Gates.Accuracy;
using PruneOnBuild.Gates.Statistics;
using PruneOnBuild.Policy;

namespace PruneOnBuild.Gates.Verdicts;

/// <summary>One threshold of an accuracy gate, and what it is held against.</summary>
/// <param name="IsCap">At most, not at least.</param>
/// <param name="IsExact">No sample may differ (a drop of 0, a share of 1): that can only be asked of the samples at hand.</param>
/// <param name="Estimate">On these samples.</param>
/// <param name="Interval">At a confidence.</param>
/// <param name="Text">A value with its unit, as in <c>0.40 points of drop</c>.</param>
internal sealed record AccuracyLimit(
    Threshold Threshold,
    bool IsCap,
    bool IsExact,
    Func<AccuracyMeasurement, double> Estimate,
    Func<AccuracyMeasurement, double, Interval?> Interval,
    Func<double, string> Text)
{
    public static IEnumerable<AccuracyLimit> Of(AccuracyGate gate)
    {
        var metric = gate.Metric.Value;
        string Value(double value) => MetricUnits.Value(metric, value);
        string Drop(double value) => $"{MetricUnits.Change(metric, value)} of drop";
        string Rise(double value) => $"{MetricUnits.Change(metric, value)} of rise";
        if (gate.MaxDrop is { } drop)
            yield return new(
                new(GateNames.MaxDrop, GateErrors.MaxDrop, drop.Value, $"at most {Drop(drop.Value)}", drop.Location), true, drop.Value == 0,
                accuracy => accuracy.Drop, AccuracyIntervals.Drop, Drop);
        if (gate.Min is { } min)
            yield return new(
                new(GateNames.Min, GateErrors.Min, min.Value, $"at least {Value(min.Value)}", min.Location), false, metric.IsShare() && min.Value == 1,
                accuracy => accuracy.Pruned, AccuracyIntervals.Pruned, Value);
        if (gate.Max is { } max)
            yield return new(
                new(GateNames.Max, GateErrors.Max, max.Value, $"at most {Value(max.Value)}", max.Location), true, false,
                accuracy => accuracy.Pruned, AccuracyIntervals.Pruned, Value);
        if (gate.MaxRise is { } rise)
            yield return new(
                new(GateNames.MaxRise, GateErrors.MaxRise, rise.Value, $"at most {Rise(rise.Value)}", rise.Location), true, rise.Value == 0,
                accuracy => -accuracy.Drop, AccuracyIntervals.Rise, Rise);
    }

    public bool IsKeptBy(double value) => IsCap ? value <= Threshold.Required : value >= Threshold.Required;

    /// <summary>The bound that must keep the threshold for a pass.</summary>
    public double Worst(Interval interval) => IsCap ? interval.High : interval.Low;

    /// <summary>The bound that must miss it for a fail.</summary>
    public double Best(Interval interval) => IsCap ? interval.Low : interval.High;

    /// <summary>What decides on a pass: the estimate, or the worst bound; infinitely bad where there is no bound.</summary>
    public double Decisive(AccuracyGate gate, AccuracyMeasurement accuracy) =>
        gate.Test == AccuracyTest.Point || IsExact ? Estimate(accuracy)
        : Interval(accuracy, gate.Confidence) is { } interval ? Worst(interval)
        : IsCap ? double.PositiveInfinity
        : double.NegativeInfinity;
}
