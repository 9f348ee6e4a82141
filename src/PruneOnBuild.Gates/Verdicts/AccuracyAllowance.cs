using System.Globalization;
using PruneOnBuild.Gates.Accuracy;
using PruneOnBuild.Policy;

namespace PruneOnBuild.Gates.Verdicts;

/// <summary>
/// How much of the accuracy that a gate allows to be lost a model uses up: the threshold that is nearest to its limit. What counts is what the
/// gate goes by: the bound with <c>test: interval</c>, the measured value with <c>test: point</c>.
/// </summary>
/// <param name="Used">0 or less: no harm; 1: at the limit; infinite: nothing is allowed, or nothing was measured.</param>
/// <param name="Verdict">Of that threshold.</param>
/// <param name="WouldPass">The threshold, in the words of prune.yaml, at which this model would pass.</param>
/// <param name="Text">The measured value and, with <c>test: interval</c>, the bound.</param>
public sealed record AccuracyAllowance(double Used, Verdict Verdict, string WouldPass, string Text, AccuracyTest Test)
{
    /// <summary>
    /// By its interval the gate passes. By its point the measured value keeps the limit: few samples then leave a gate undecided for every model
    /// alike.
    /// </summary>
    public bool Passes => Verdict.Outcome == VerdictOutcome.Pass
        || (Test == AccuracyTest.Point && Used <= 1 && Verdict.Outcome == VerdictOutcome.Inconclusive);

    /// <param name="gate">With one threshold at least.</param>
    public static AccuracyAllowance Of(AccuracyGate gate, AccuracyMeasurement accuracy) =>
        AccuracyLimit.Of(gate).Select(limit => Of(limit, gate, accuracy)).MaxBy(allowance => allowance.Used)!;

    private static AccuracyAllowance Of(AccuracyLimit limit, AccuracyGate gate, AccuracyMeasurement accuracy)
    {
        var verdict = AccuracyJudge.Decide(limit, gate, accuracy);
        if (verdict.Actual is null)
            return new(double.PositiveInfinity, verdict, "another model", verdict.ActualText, gate.Test);
        var decisive = limit.Decisive(gate, accuracy);
        var required = limit.Threshold.Required;
        var used = limit.IsCap ? Share(decisive, required) : Share(accuracy.Dense - decisive, accuracy.Dense - required);
        var bound = double.IsFinite(decisive) && decisive != verdict.Actual ? $" ({(limit.IsCap ? "up" : "down")} to {limit.Text(decisive)})" : "";
        return new(used, verdict, WouldBe(limit, gate, decisive), verdict.ActualText + bound, gate.Test);
    }

    private static double Share(double lost, double allowed) => allowed > 0 ? lost / allowed : lost <= allowed ? 0 : double.PositiveInfinity;

    private static string WouldBe(AccuracyLimit limit, AccuracyGate gate, double decisive)
    {
        if (!double.IsFinite(decisive))
            return "test: point";
        var word = limit.Threshold.Gate[(limit.Threshold.Gate.IndexOf('.', StringComparison.Ordinal) + 1)..];
        var isShare = gate.Metric.Value.IsShare();
        var rounded = Outward(decisive, isShare ? 10_000 : Scale(decisive), limit.IsCap);
        return isShare
            ? string.Create(CultureInfo.InvariantCulture, $"{word}: {rounded / 100}%")
            : $"{word}: {Units.Plain(rounded / Scale(decisive))}";
    }

    private static double Outward(double value, double scale, bool isUp) => isUp ? Math.Ceiling(value * scale) : Math.Floor(value * scale);

    /// <summary>Makes whole numbers of four digits.</summary>
    private static double Scale(double value) => value == 0 ? 1 : Math.Pow(10, 3 - Math.Floor(Math.Log10(Math.Abs(value))));
}
