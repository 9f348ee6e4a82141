using PruneOnBuild.Gates.Statistics;

namespace PruneOnBuild.Gates.Tests.Statistics;

public class AutocorrelationTests
{
    [Fact]
    public void IndependentValues_SayNothingOfEachOther()
    {
        var random = new Random(3);
        Assert.InRange(Autocorrelation.Lag1([.. Enumerable.Range(0, 2000).Select(_ => random.NextDouble())], stretch: 2000), -0.1, 0.1);
    }

    // x' = 0.8 x + noise has a lag-1 correlation of 0.8.
    [Fact]
    public void AMeanRevertingWalk_HasItsOwn()
    {
        var random = new Random(3);
        var walk = new double[5000];
        for (var step = 1; step < walk.Length; step++)
            walk[step] = 0.8 * walk[step - 1] + random.NextDouble() - 0.5;

        Assert.InRange(Autocorrelation.Lag1(walk, walk.Length), 0.75, 0.85);
        Assert.InRange(Autocorrelation.Lag1(walk, 5), 0.75, 0.85);
    }

    [Fact]
    public void StretchesAreNoNeighbours() => Assert.Equal(1, Autocorrelation.Lag1([1, 1, 3, 3, 1, 1, 3, 3], stretch: 2), precision: 12);

    [Fact]
    public void AlternatingValues_AreTheirOpposite() => Assert.Equal(-1, Autocorrelation.Lag1([1, 2, 1, 2], stretch: 4), precision: 12);

    [Theory]
    [InlineData(new double[0])]
    [InlineData(new double[] { 7 })]
    [InlineData(new double[] { 7, 7, 7 })]
    public void NothingToCompare_IsZero(double[] values) => Assert.Equal(0, Autocorrelation.Lag1(values, 1));
}
