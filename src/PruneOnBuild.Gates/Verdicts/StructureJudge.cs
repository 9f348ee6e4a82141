using System.Globalization;
using PruneOnBuild.Gates.Size;
using PruneOnBuild.Gates.Structure;
using PruneOnBuild.Policy;

namespace PruneOnBuild.Gates.Verdicts;

/// <summary>Counts are exact: a structure gate passes or fails.</summary>
internal static class StructureJudge
{
    private const int MostNamed = 10;

    public static IEnumerable<Verdict> Decide(StructureGate gate, SizeMeasurement size, PlacementMeasurement? placement)
    {
        if (gate.Parameters is { } parameters)
            yield return AtMost(
                new Threshold(GateNames.Parameters, GateErrors.Parameters, parameters.Value, $"at most {Units.Count(parameters.Value)}", parameters.Location),
                size.DenseParameters, size.PrunedParameters);
        if (gate.MultiplyAdds is { } multiplyAdds)
            yield return AtMost(
                new Threshold(
                    GateNames.MultiplyAdds, GateErrors.MultiplyAdds, multiplyAdds.Value, $"at most {Units.Count(multiplyAdds.Value)}", multiplyAdds.Location),
                size.DenseMultiplyAdds, size.PrunedMultiplyAdds);
        if (gate.Sparsity is { } sparsity)
            yield return Sparsity(
                new Threshold(GateNames.Sparsity, GateErrors.Sparsity, sparsity.Value, $"at least {Units.Percent(sparsity.Value)}", sparsity.Location), size);
        if (gate is { AsksForPlacement: true, AllNodesOnProvider: { } all })
            yield return Placement(all, placement);
    }

    private static Verdict AtMost(Threshold threshold, long? dense, long? pruned)
    {
        if (dense is not > 0 || pruned is not > 0)
            return threshold.Unmeasured("none were counted", "The sizes of the model's tensors must be known: give its inputs fixed sizes.");
        return threshold.Verdict(
            pruned.Value <= threshold.Required ? VerdictOutcome.Pass : VerdictOutcome.Fail, pruned.Value, Units.Count(pruned.Value),
            $"dense {Units.Count(dense.Value)}, pruned {Units.Count(pruned.Value)}",
            string.Create(CultureInfo.InvariantCulture, $"Prune more (prune: goal), or allow {pruned.Value}, which would pass."));
    }

    private static Verdict Sparsity(Threshold threshold, SizeMeasurement size)
    {
        if (size.PrunedParameters <= 0 || !double.IsFinite(size.ZeroShare))
            return threshold.Unmeasured("no weights were counted", "Build again.");
        var remedy = size.ZeroShare >= 0.001
            ? $"Ask the goal for more zeros (goal: sparsity), or for {Units.Percent(Math.Floor(size.ZeroShare * 1000) / 1000)} here, which would pass."
            : "Zeros come with hardware: sparse and goal: sparsity; other targets lose whole channels.";
        return threshold.Verdict(
            size.ZeroShare >= threshold.Required ? VerdictOutcome.Pass : VerdictOutcome.Fail,
            size.ZeroShare, Units.Percent(size.ZeroShare), $"of {Units.Count(size.PrunedParameters)} parameters", remedy);
    }

    private static Verdict Placement(Located<bool> all, PlacementMeasurement? placement)
    {
        var provider = placement is null ? "the provider" : $"provider {placement.Provider}";
        var threshold = new Threshold(GateNames.AllNodesOnProvider, GateErrors.AllNodesOnProvider, 0, $"all nodes on {provider}", all.Location);
        if (placement is null || placement.Nodes.IsDefaultOrEmpty)
            return threshold.Unmeasured("no node was seen to run", "Build again.");
        var elsewhere = placement.Elsewhere;
        var count = string.Create(CultureInfo.InvariantCulture, $"{elsewhere.Length} of {placement.Nodes.Length} nodes on another one");
        if (elsewhere.IsEmpty)
            return threshold.Verdict(VerdictOutcome.Pass, 0, count, "as the runtime placed them in one run", "");
        var named = string.Join("; ", elsewhere.GroupBy(node => node.Provider)
            .Select(group => $"{group.Key}: {string.Join(", ", group.Take(MostNamed))}{More(group.Count() - MostNamed)}"));
        return threshold.Verdict(
            VerdictOutcome.Fail, elsewhere.Length, count, named,
            "Replace these operators by ones that the provider has, or remove allNodesOnProvider and judge the latency.");
    }

    private static string More(int count) => count > 0 ? string.Create(CultureInfo.InvariantCulture, $" and {count} more") : "";
}
