using PruneOnBuild.Graph;
using PruneOnBuild.Graph.Shapes;
using PruneOnBuild.Policy;
using PruneOnBuild.Pruning.Groups;
using PruneOnBuild.Pruning.Saliency;
using PruneOnBuild.Pruning.Search.Latency;
using PruneOnBuild.Testing;

namespace PruneOnBuild.Pruning.Tests.Search.Latency;

/// <summary>Plans lie on the stairs of the machine, whatever widths are offered.</summary>
public sealed class LatencyPathTests
{
    private static readonly DenseTimes Dense = new(WholeMs: 1, LayersMs: 0.8, OthersMs: 0.1);
    private static readonly DenseTimes LayersOnly = new(WholeMs: 1, LayersMs: 0.9, OthersMs: 0);

    [Fact]
    public void WidthsBetweenSteps_AreNeverChosen_ForPlateausAreJumped()
    {
        var path = Walk(Net(), new FakeStairs(16), widths: [56, 48, 40, 32, 24, 16, 8], dense: LayersOnly);
        Assert.True(path.Count > 4);
        Assert.All(path, plan => Assert.All(plan.Widths, width => Assert.Equal(0, width % 16)));
    }

    [Fact]
    public void FinerStairs_AreUsed()
    {
        var path = Walk(Net(), new FakeStairs(8), widths: [56, 48, 40, 32, 24, 16, 8]);
        Assert.Contains(path, plan => plan.Widths.Any(width => width % 16 == 8));
    }

    [Fact]
    public void EachPlan_IsFasterThanTheOneBefore_AtAGreaterLoss()
    {
        var path = Walk(Net(), new FakeStairs(16), widths: [48, 32, 16]);
        Assert.Equal<int>([64, 64, 64], path[0].Widths);
        Assert.Equal(1, path[0].PredictedMs, 9);
        Assert.Equal(0, path[0].Loss);
        Assert.All(path.Zip(path.Skip(1)), pair => Assert.True(pair.Second.PredictedMs < pair.First.PredictedMs && pair.Second.Loss >= pair.First.Loss));
    }

    [Fact]
    public void ALayersTime_DependsOnTheWidthsBeforeAndBehindIt()
    {
        var stairs = new FakeStairs(16);
        var path = Walk(Net(), stairs, widths: [48, 32, 16]);
        var last = path[^1];
        Assert.Equal<int>([16, 16, 16], last.Widths);

        // One block of four in and out of every layer: 4 + 16 + 16 + 4 blocks before, 1 + 1 + 1 + 1 behind; the rest by its elements.
        var expected = (0.8 * (4.0 / 40)) + (0.1 * Elements(16) / Elements(64)) + 0.1;
        Assert.Equal(expected, last.PredictedMs, 9);

        static double Elements(int width) => (3 * 8 * 8 * width) + width + width;
    }

    [Fact]
    public void ShapesAskedTwice_AreMeasuredOnce()
    {
        var stairs = new FakeStairs(16);
        Walk(Net(), stairs, widths: [48, 32, 16]);
        Assert.Equal(stairs.Asked.Distinct().Count(), stairs.Asked.Count);
    }

    [Fact]
    public void PerLayer_AllGroupsLoseTheSameShare()
    {
        var path = Walk(Net(), new FakeStairs(16), widths: [48, 32, 16], Allocation.Layer);
        Assert.Equal(4, path.Count);
        Assert.All(path, plan => Assert.Single(plan.Widths.Distinct()));
    }

    [Fact]
    public void WithoutTimeToMeasure_LayersAreReckonedInBlocks()
    {
        var stairs = new FakeStairs(16);
        var path = Walk(Net(), stairs, widths: [48, 32, 16], hasTime: () => false);
        Assert.Equal(3, stairs.Asked.Count);
        Assert.Equal<int>([16, 16, 16], path[^1].Widths);
        Assert.All(path.Zip(path.Skip(1)), pair => Assert.True(pair.Second.PredictedMs < pair.First.PredictedMs));
    }

    /// <summary>Three groups of 64 channels between four layers, the middle two of one shape.</summary>
    private static ModelGraph Net() => TinyModel.Input("x", 1, 3, 8, 8)
        .Conv("conv1", 64).Relu().Conv("conv2", 64).Relu().Conv("conv3", 64).Relu().GlobalAveragePool().Flatten().Gemm("fc", 4).Output("y");

    private static IReadOnlyList<PathStep> Walk(
        ModelGraph model, FakeStairs stairs, int[] widths, Allocation allocation = Allocation.Global, Func<bool>? hasTime = null, DenseTimes? dense = null)
    {
        var analysis = Analysis.Of(model);
        ChannelRanking[] rankings = [.. analysis.Groups.Select(WeightSaliency.Compute(analysis.Map, analysis.Groups, new L2Criterion()).Rank)];
        var budget = LatencyBudget.Of(analysis.Map, ShapeInference.Infer(analysis.Map.Model), new LatencyTable(stairs, hasTime: hasTime), dense ?? Dense);
        return new LatencyPath(analysis.Groups, rankings, [.. analysis.Groups.Select(_ => widths)]).Walk(allocation, budget);
    }
}
