using System.Globalization;
using PruneOnBuild.Gates.Memory;
using PruneOnBuild.Policy;

namespace PruneOnBuild.Gates.Verdicts;

/// <summary>
/// Passes where the highest of the processes holds the threshold, fails where the lowest misses it, and is inconclusive between: two runs of one
/// process never take the same memory.
/// </summary>
internal static class MemoryJudge
{
    private const string Again = "Build again.";

    public static IEnumerable<Verdict> Decide(MemoryGate gate, MemoryMeasurement? memory)
    {
        if (gate.Max is { } max)
        {
            var threshold = new Threshold(
                GateNames.MemoryMax, GateErrors.MemoryMax, max.Value, $"at most {Units.Bytes(max.Value)}", max.Location);
            yield return Unusable(memory) is { } why ? threshold.Unmeasured(why, Again) : Max(threshold, memory!);
        }

        if (gate.MaxShare is { } share)
        {
            var threshold = new Threshold(
                GateNames.MemoryMaxShare, GateErrors.MemoryMaxShare, share.Value, $"at most {Units.Percent(share.Value)} of dense", share.Location);
            yield return Unusable(memory) is { } why ? threshold.Unmeasured(why, Again) : Share(threshold, memory!);
        }
    }

    private static Verdict Max(Threshold threshold, MemoryMeasurement memory)
    {
        var pruned = memory.Pruned;
        return threshold.Verdict(
            Outcome(pruned.Low, pruned.High, threshold.Required), pruned.Median, Units.Bytes(pruned.Median), Details(memory),
            Remedy($"{Math.Ceiling(pruned.High / 1000).ToString(CultureInfo.InvariantCulture)}KB"));
    }

    private static Verdict Share(Threshold threshold, MemoryMeasurement memory)
    {
        var (dense, pruned) = (memory.Dense, memory.Pruned);
        var high = pruned.High / dense.Low;
        var actual = pruned.Median / dense.Median;
        return threshold.Verdict(
            Outcome(pruned.Low / dense.High, high, threshold.Required), actual, $"{Units.Percent(actual)} of dense", Details(memory),
            high < 1 ? Remedy(Units.Percent(Math.Ceiling(high * 1000) / 1000)) : "Prune more (prune: goal): its processes take as much as those of dense.");
    }

    private static VerdictOutcome Outcome(double low, double high, double limit) =>
        high <= limit ? VerdictOutcome.Pass : low > limit ? VerdictOutcome.Fail : VerdictOutcome.Inconclusive;

    private static string Remedy(string passes) => $"Prune more (prune: goal), or allow {passes}, which would pass.";

    private static string Details(MemoryMeasurement memory) =>
        $"peak of a fresh process above the {Units.Bytes(memory.Baseline)} of one that opens no model: dense {Words(memory.Dense)}, " +
        string.Create(CultureInfo.InvariantCulture, $"pruned {Words(memory.Pruned)}; medians of {memory.PrunedBytes.Length}; {memory.Feeds}");

    private static string Words(MemoryRange range) =>
        $"{Units.Bytes(range.Median)} ({Units.Bytes(range.Low)} to {Units.Bytes(range.High)})";

    private static string? Unusable(MemoryMeasurement? memory) => memory switch
    {
        null => "nothing was measured",
        _ when new[] { memory.BaselineBytes, memory.DenseBytes, memory.PrunedBytes }.Any(bytes =>
            bytes.IsDefaultOrEmpty || bytes.Any(value => !(value > 0 && double.IsFinite(value)))) => "a process told no peak",
        _ when !(memory.Dense.Low > 0 && memory.Pruned.Low > 0) =>
            $"the model takes so little that a process without it had as much ({Units.Bytes(memory.Baseline)})",
        _ => null,
    };
}
