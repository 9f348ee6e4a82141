using System.Globalization;
using PruneOnBuild.Gates.Predicted;
using PruneOnBuild.Policy;

namespace PruneOnBuild.Gates.Verdicts;

/// <summary>Predictions are exact sums: such a gate passes or fails, and every message says that nothing was measured.</summary>
internal static class PredictedJudge
{
    private const string Unmeasured = "Declare what is missing under accelerator:, or remove the gate.";

    public static IEnumerable<Verdict> Decide(PredictedGate gate, PredictedMeasurement? predicted)
    {
        if (gate.Speedup is { } speedup)
        {
            var threshold = new Threshold(
                GateNames.PredictedSpeedup, GateErrors.PredictedSpeedup, speedup.Value, $"at least {Units.Times(speedup.Value)}", speedup.Location);
            yield return Unusable(predicted) is { } why
                ? threshold.Unmeasured(why, Unmeasured)
                : threshold.Verdict(
                    predicted!.Speedup >= speedup.Value ? VerdictOutcome.Pass : VerdictOutcome.Fail,
                    predicted.Speedup, $"{Units.Times(predicted.Speedup)} predicted", Details(predicted),
                    $"Prune more (prune: goal), or ask for {Units.Times(Math.Floor(predicted.Speedup * 100) / 100)}, which would pass.");
        }

        if (gate.Latency is { } latency)
        {
            var limit = latency.Value.TotalMilliseconds;
            var threshold = new Threshold(
                GateNames.PredictedLatency, GateErrors.PredictedLatency, limit, $"at most {Units.Milliseconds(limit)}", latency.Location);
            yield return Unusable(predicted) is { } why
                ? threshold.Unmeasured(why, Unmeasured)
                : threshold.Verdict(
                    predicted!.PrunedMs <= limit ? VerdictOutcome.Pass : VerdictOutcome.Fail,
                    predicted.PrunedMs, $"{Units.Milliseconds(predicted.PrunedMs)} predicted", Details(predicted),
                    string.Create(CultureInfo.InvariantCulture, $"Prune more (prune: goal), or allow {Math.Ceiling(predicted.PrunedMs * 1000)}us, which would pass."));
        }
    }

    private static string? Unusable(PredictedMeasurement? predicted) => predicted switch
    {
        null => "nothing was predicted",
        { Unknown: { } why } => why,
        { DenseMs: var dense, PrunedMs: var pruned } when !(dense > 0 && pruned > 0 && double.IsFinite(dense) && double.IsFinite(pruned)) =>
            "the layers' times add up to no number",
        _ => null,
    };

    private static string Details(PredictedMeasurement predicted) =>
        $"predicted from the target's accelerator, not measured: dense {Units.Milliseconds(predicted.DenseMs)}, " +
        $"pruned {Units.Milliseconds(predicted.PrunedMs)}; " + string.Create(CultureInfo.InvariantCulture,
        $"{predicted.Pruned.Count(layer => layer.IsBoundByBandwidth)} of {predicted.Pruned.Length} layers bound by bandwidth");
}
