using PruneOnBuild.Pruning.Sparsity;

namespace PruneOnBuild.Pruning.Tests.Sparsity;

/// <summary>Which layers take a pattern n:m.</summary>
public sealed class PatternLayersTests
{
    [Theory]
    [InlineData(0, new bool[] { false, false, false })]
    [InlineData(40, new bool[] { false, true, false })]
    [InlineData(100, new bool[] { false, true, false })]
    [InlineData(101, new bool[] { true, true, false })]
    [InlineData(500, new bool[] { true, true, true })]
    public void CheapestZeros_ComeFirst_UntilThereAreEnough(double wanted, bool[] taken) =>
        Assert.Equal(taken, PatternLayers.Choose([(50, 2), (100, 1), (10, 5)], wanted));

    [Fact]
    public void LayersThatALaterOneMakesNeedless_StayDense() =>
        Assert.Equal([false, true], PatternLayers.Choose([(10, 1), (100, 20)], 100));

    [Fact]
    public void OfEquals_TheEarlierIsTaken() => Assert.Equal([true, false], PatternLayers.Choose([(10, 1), (10, 1)], 10));

    [Fact]
    public void RandomLayers_ReachTheGoal_AndNoneIsNeedless()
    {
        var random = new Random(3);
        for (var round = 0; round < 200; round++)
        {
            var layers = Enumerable.Range(0, random.Next(1, 12)).Select(_ => ((long)random.Next(1, 500), random.NextDouble())).ToList();
            var wanted = random.NextDouble() * layers.Sum(layer => layer.Item1);
            var taken = layers.Zip(PatternLayers.Choose(layers, wanted)).Where(pair => pair.Second).Select(pair => pair.First.Item1).ToList();
            Assert.True(taken.Sum() >= Math.Round(wanted));
            Assert.All(taken, zeros => Assert.True(taken.Sum() - zeros < Math.Round(wanted)));
        }
    }
}
