using PruneOnBuild.Gates.Size;
using PruneOnBuild.Policy;

namespace PruneOnBuild.Gates.Verdicts;

/// <summary>Bytes are exact: a size gate passes or fails.</summary>
internal static class SizeJudge
{
    private const string Remedy = "Prune more (prune: goal), or raise the threshold.";

    public static IEnumerable<Verdict> Decide(SizeGate gate, SizeMeasurement size)
    {
        if (gate.Max is { } max)
            yield return Decide(
                new Threshold(GateNames.MaxBytes, GateErrors.MaxBytes, max.Value, $"at most {Units.Bytes(max.Value)}", max.Location),
                size, size.PrunedBytes, Units.Bytes(size.PrunedBytes));
        if (gate.MaxShare is { } share)
        {
            var actual = (double)size.PrunedBytes / size.DenseBytes;
            yield return Decide(
                new Threshold(GateNames.MaxShare, GateErrors.MaxShare, share.Value, $"at most {Units.Percent(share.Value)} of dense", share.Location),
                size, actual, $"{Units.Percent(actual)} of dense");
        }
    }

    private static Verdict Decide(Threshold threshold, SizeMeasurement size, double actual, string text)
    {
        if (size.PrunedBytes <= 0 || size.DenseBytes <= 0)
            return threshold.Unmeasured("no bytes were counted", "Build again.");
        var zeros = size.ZeroShare > 0.01
            ? $" Zeros take full room in the file; packed the weights would take {Units.Bytes(size.PackedBytes)}, zipped the file " +
              $"takes {Units.Bytes(size.PrunedZippedBytes)}."
            : "";
        return threshold.Verdict(
            actual <= threshold.Required ? VerdictOutcome.Pass : VerdictOutcome.Fail,
            actual, text, $"dense {Units.Bytes(size.DenseBytes)}, pruned {Units.Bytes(size.PrunedBytes)}", Remedy + zeros);
    }
}
