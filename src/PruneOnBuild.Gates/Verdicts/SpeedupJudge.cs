using PruneOnBuild.Gates.Latency;
using PruneOnBuild.Gates.Statistics;
using PruneOnBuild.Policy;

using static System.FormattableString;

namespace PruneOnBuild.Gates.Verdicts;

/// <summary>Judges speedup by its interval and by what the machine made of dense against itself (<see cref="SpeedupRule"/>).</summary>
internal static class SpeedupJudge
{
    private const int MostBlocksWorthNaming = 10_000;

    public static Verdict Decide(Threshold threshold, LatencyMeasurement latency, LatencyGate gate)
    {
        var speedup = latency.SpeedupAt(gate.Confidence);
        var margin = latency.MachineCheck?.Margin(gate.MaxNoise, latency.Blocks) ?? 1;
        var outcome = SpeedupRule.Decide(speedup, threshold.Required, margin);
        var sure = double.IsFinite(speedup.Low) && speedup.Low > 0
            ? $"{Units.Times(speedup.Low)} to {Units.Times(speedup.High)}, each bound at {Units.Confidence(gate.Confidence)}"
            : "too few blocks for an interval";
        var check = latency.MachineCheck is { } machine
            ? $"; dense against itself measured {Units.Times(machine.Ratio.Low)} to {Units.Times(machine.Ratio.High)}"
            : "";
        var remedy = outcome == VerdictOutcome.Fail
            ? WouldPass(speedup, margin)
            : SpeedupRule.Decide(speedup, threshold.Required, 1) != outcome ? Unfit(latency.MachineCheck!, margin)
            : Undecided(threshold.Required, speedup, latency.Blocks);
        return threshold.Verdict(
            outcome, speedup.Estimate, Units.Times(speedup.Estimate), $"{sure}{check}; {ConditionsText.Of(latency)}", remedy, speedup);
    }

    private static string WouldPass(Interval speedup, double margin)
    {
        var passes = Math.Floor(Math.Min(speedup.Low, speedup.Estimate / margin) * 100) / 100;
        return $"Prune more (prune: goal), or ask for {Units.Times(passes)}, which would pass.";
    }

    private static string Unfit(MachineCheck check, double margin) =>
        $"The interval alone would decide, but this machine {(check.IsBiased ? "finds a difference where there is none" : "is noisier than maxNoise")}: " +
        Invariant($"the estimate must lie {(margin - 1) * 100:0.0} % or more from the threshold. ") +
        "Measure on a quieter machine, or move the threshold away from the estimate.";

    // An interval shrinks with the root of the number of blocks.
    private static string Undecided(double required, Interval speedup, int blocks)
    {
        if (!double.IsFinite(speedup.High) || speedup.Low <= 0)
            return Invariant($"{blocks} blocks were timed in maxSeconds, too few for an interval; raise maxSeconds.");
        var passes = speedup.Estimate >= required ? "The estimate passes, but the" : "The";
        var distance = Math.Abs(Math.Log(speedup.Estimate / required));
        var width = Math.Log(speedup.High / speedup.Low) / 2;
        var needed = distance > 0 ? Math.Ceiling(blocks * Math.Pow(width / distance, 2)) : double.PositiveInfinity;
        var enough = needed < MostBlocksWorthNaming
            ? Invariant($"about {Math.Max(needed - blocks, 1)} more would decide{(needed > LatencyPlan.Looks[^1] ? "" : " (raise maxSeconds)")}; ")
            : "no number of them that one could wait for would decide; ";
        return Invariant($"{passes} {blocks} blocks leave both answers open: they show differences of {(Math.Exp(width) - 1) * 100:0.0} % or more; ") +
            $"{enough}measure on a quieter machine, or move the threshold away from the estimate.";
    }
}
