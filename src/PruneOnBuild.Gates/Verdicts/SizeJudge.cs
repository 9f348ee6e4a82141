using System.Globalization;
using PruneOnBuild.Gates.Size;
using PruneOnBuild.Policy;

namespace PruneOnBuild.Gates.Verdicts;

/// <summary>Bytes are exact: a size gate passes or fails.</summary>
internal static class SizeJudge
{
    public static IEnumerable<Verdict> Decide(SizeGate gate, SizeMeasurement size)
    {
        if (gate.Max is { } max)
            yield return Max(GateNames.MaxBytes, GateErrors.MaxBytes, max, size, size.DenseBytes, size.PrunedBytes);
        if (gate.MaxShare is { } share)
            yield return Share(GateNames.MaxShare, GateErrors.MaxShare, share, size, size.DenseBytes, size.PrunedBytes);
        if (gate.Zipped is { } zipped)
            yield return Max(GateNames.Zipped, GateErrors.Zipped, zipped, size, size.DenseZippedBytes, size.PrunedZippedBytes);
        if (gate.ZippedShare is { } zippedShare)
            yield return Share(GateNames.ZippedShare, GateErrors.ZippedShare, zippedShare, size, size.DenseZippedBytes, size.PrunedZippedBytes);
    }

    private static Verdict Max(string gate, string code, Located<long> max, SizeMeasurement size, long dense, long pruned) => Decide(
        new Threshold(gate, code, max.Value, $"at most {Units.Bytes(max.Value)}", max.Location),
        size, dense, pruned, pruned, Units.Bytes(pruned), string.Create(CultureInfo.InvariantCulture, $"{pruned}B"));

    private static Verdict Share(string gate, string code, Located<double> share, SizeMeasurement size, long dense, long pruned)
    {
        var actual = (double)pruned / dense;
        return Decide(
            new Threshold(gate, code, share.Value, $"at most {Units.Percent(share.Value)} of dense", share.Location),
            size, dense, pruned, actual, $"{Units.Percent(actual)} of dense", Units.Percent(Math.Ceiling(actual * 1000) / 1000));
    }

    private static Verdict Decide(Threshold threshold, SizeMeasurement size, long dense, long pruned, double actual, string text, string passes)
    {
        if (pruned <= 0 || dense <= 0)
            return threshold.Unmeasured("no bytes were counted", "Build again.");
        var zeros = size.ZeroShare > 0.01 && pruned == size.PrunedBytes
            ? $" Zeros take full room in the file; packed the weights would take {Units.Bytes(size.PackedBytes)}, zipped the file " +
              $"takes {Units.Bytes(size.PrunedZippedBytes)} (gate size.zipped)."
            : "";
        var allow = actual < 1 || passes.EndsWith('B') ? $", or raise the threshold to {passes}, which would pass." : ".";
        return threshold.Verdict(
            actual <= threshold.Required ? VerdictOutcome.Pass : VerdictOutcome.Fail,
            actual, text, $"dense {Units.Bytes(dense)}, pruned {Units.Bytes(pruned)}", $"Prune more (prune: goal){allow}{zeros}");
    }
}
