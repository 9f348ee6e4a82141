using PruneOnBuild.Gates.Structure;
using PruneOnBuild.Gates.Verdicts;
using PruneOnBuild.Policy;
using PruneOnBuild.Runtime.Placement;

namespace PruneOnBuild.Gates.Tests.Verdicts;

public class StructureJudgeTests
{
    private static readonly StructureGate s_counts = new()
    {
        Location = Sample.Line, Parameters = Sample.At(50.0), MultiplyAdds = Sample.At(100.0), Sparsity = Sample.At(0.9),
    };

    [Theory]
    [InlineData(50, 100, 0.9, VerdictOutcome.Pass)]
    [InlineData(51, 101, 0.8999, VerdictOutcome.Fail)]
    public void Counts_AreExact(long parameters, long multiplyAdds, double zeros, VerdictOutcome outcome)
    {
        var size = Sample.Size(1000, 500) with { PrunedParameters = parameters, PrunedMultiplyAdds = multiplyAdds, ZeroShare = zeros };
        var verdicts = StructureJudge.Decide(s_counts, size, null).ToArray();

        Assert.Equal(["POB4052", "POB4053", "POB4054"], verdicts.Select(verdict => verdict.Code));
        Assert.Equal([parameters, multiplyAdds, zeros], verdicts.Select(verdict => verdict.Actual));
        Assert.All(verdicts, verdict => Assert.Equal(outcome, verdict.Outcome));
    }

    [Fact]
    public void NothingCounted_Fails()
    {
        var size = Sample.Size(1000, 500) with { PrunedParameters = 0, PrunedMultiplyAdds = null, ZeroShare = double.NaN };
        Assert.All(StructureJudge.Decide(s_counts, size, null), verdict => Assert.Equal((VerdictOutcome.Fail, null), (verdict.Outcome, verdict.Actual)));
    }

    [Fact]
    public void NoNodeSeen_Fails()
    {
        foreach (var placement in new[] { null, new PlacementMeasurement("webgpu", []), new PlacementMeasurement("webgpu", default) })
            Assert.Equal((VerdictOutcome.Fail, null), (Placed(placement).Outcome, Placed(placement).Actual));
    }

    [Fact]
    public void NodesElsewhere_AreNamed_TheFirstTenOfEachProvider()
    {
        PlacedNode[] here = [new("conv", "Conv", "webgpu")];
        var shapes = Enumerable.Range(1, 12).Select(number => new PlacedNode($"s{number}", "Shape", "cpu"));

        var verdict = Placed(new PlacementMeasurement("webgpu", [.. here, .. shapes]));

        Assert.Equal((VerdictOutcome.Fail, "POB4055", 12), (verdict.Outcome, verdict.Code, verdict.Actual));
        Assert.Contains("12 of 13 nodes on another one", verdict.Message, StringComparison.Ordinal);
        Assert.Contains("(cpu: Shape 's1', Shape 's2',", verdict.Message, StringComparison.Ordinal);
        Assert.Contains("Shape 's10' and 2 more)", verdict.Message, StringComparison.Ordinal);
        Assert.Equal(VerdictOutcome.Pass, Placed(new PlacementMeasurement("webgpu", [.. here])).Outcome);
    }

    [Fact]
    public void AllNodesOnProviderFalse_IsNotJudged() =>
        Assert.Empty(StructureJudge.Decide(new StructureGate { Location = Sample.Line, AllNodesOnProvider = Sample.At(false) }, Sample.Size(1, 1), null));

    private static Verdict Placed(PlacementMeasurement? placement) => Assert.Single(StructureJudge.Decide(
        new StructureGate { Location = Sample.Line, AllNodesOnProvider = Sample.At(true) }, Sample.Size(1, 1), placement));
}
