using PruneOnBuild.Gates;
using PruneOnBuild.Gates.Accuracy;
using PruneOnBuild.Policy;

namespace PruneOnBuild.Cli.Baselines;

/// <summary>How much worse the pruned model was than the dense one: a drop, or a rise where lower is better.</summary>
/// <param name="Metric">As in prune.yaml.</param>
/// <param name="Data">SHA-256 of the evaluation data.</param>
/// <param name="Pruned">The metric of the pruned model.</param>
/// <param name="Worse">By how much it was worse; below 0 where it was better.</param>
/// <param name="MostWorse">Upper bound of <paramref name="Worse"/> at the gate's confidence; null where samples were too few for one.</param>
internal sealed record BaselineAccuracy(string Metric, string Data, double Pruned, double Worse, double? MostWorse = null)
{
    /// <summary>Without a bound, this share of the metric may be lost: kernels of another machine round differently.</summary>
    private const double Slack = 0.01;

    /// <summary>The most that a later model may be worse.</summary>
    public double Allowed => MostWorse ?? Worse + Slack * Math.Abs(Pruned);

    public static BaselineAccuracy Of(AccuracyMeasurement measured, AccuracyGate gate)
    {
        var bounds = gate.LowerIsBetter
            ? AccuracyIntervals.Rise(measured, gate.Confidence) : AccuracyIntervals.Drop(measured, gate.Confidence);
        double? most = bounds is { } interval && double.IsFinite(interval.High) ? interval.High : null;
        return new(GateNames.Metric(gate), measured.DataHash, measured.Pruned, gate.LowerIsBetter ? -measured.Drop : measured.Drop, most);
    }
}
