using System.Globalization;
using PruneOnBuild.Gates.Accuracy;
using PruneOnBuild.Policy;

namespace PruneOnBuild.Gates.Verdicts;

/// <summary>How much of the accuracy that a gate allows to be lost a model uses up: the threshold that is nearest to its limit.</summary>
/// <param name="Used">0 or less: no harm; 1: at the limit; infinite: nothing is allowed, or nothing was measured.</param>
/// <param name="Verdict">Of that threshold.</param>
/// <param name="WouldPass">The threshold, in the words of prune.yaml, at which this model would pass.</param>
public sealed record AccuracyAllowance(double Used, Verdict Verdict, string WouldPass)
{
    /// <summary>The measured value keeps the limit, and it is not known to miss it: few samples leave a gate undecided for every model alike.</summary>
    public bool Passes => Used <= 1 && Verdict.Outcome is VerdictOutcome.Pass or VerdictOutcome.Inconclusive;

    /// <param name="gate">With one threshold at least.</param>
    public static AccuracyAllowance Of(AccuracyGate gate, AccuracyMeasurement accuracy) =>
        AccuracyJudge.Decide(gate, accuracy).Select(verdict => Of(verdict, accuracy)).MaxBy(allowance => allowance.Used)!;

    private static AccuracyAllowance Of(Verdict verdict, AccuracyMeasurement accuracy)
    {
        if (verdict.Actual is not { } actual)
            return new(double.PositiveInfinity, verdict, "another model");
        var word = verdict.Gate[(verdict.Gate.IndexOf('.', StringComparison.Ordinal) + 1)..];
        return verdict.Gate switch
        {
            GateNames.MaxDrop => new(Share(actual, verdict.Required), verdict, Text($"{word}: {Math.Ceiling(actual * 10_000) / 100}%")),
            GateNames.Min => new(Share(accuracy.Dense - actual, accuracy.Dense - verdict.Required), verdict, Text($"{word}: {Math.Floor(actual * 10_000) / 100}%")),
            _ => new(Share(actual, verdict.Required), verdict, $"{word}: {Units.Plain(actual)}"),
        };
    }

    private static double Share(double lost, double allowed) => allowed > 0 ? lost / allowed : lost <= allowed ? 0 : double.PositiveInfinity;

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
