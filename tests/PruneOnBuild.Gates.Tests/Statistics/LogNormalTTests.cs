using PruneOnBuild.Gates.Statistics;

namespace PruneOnBuild.Gates.Tests.Statistics;

public class LogNormalTTests
{
    [Theory]
    [InlineData(20)]
    [InlineData(200)]
    public void WithoutSkew_ItIsStudents(int samples)
    {
        foreach (var probability in new[] { 0.9, 0.95, 0.99 })
        {
            var expected = StudentT.Quantile(probability, samples - 1);
            Assert.Equal(expected, LogNormalT.Quantile(probability, samples, 0), tolerance: 0.12);
            Assert.Equal(-expected, LogNormalT.Quantile(1 - probability, samples, 0), tolerance: 0.12);
        }
    }

    // Of more values than are drawn: to first order the lower quantile lies skewness (2 z^2 + 1) / (6 sqrt(n)) lower than the normal one.
    [Fact]
    public void OfManyValues_ItIsEdgeworths()
    {
        var expected = -1.6449 - 1.75 * (2 * 1.6449 * 1.6449 + 1) / (6 * Math.Sqrt(5000));
        Assert.Equal(expected, LogNormalT.Quantile(0.05, 5000, 0.5), tolerance: 0.05);
    }

    [Theory]
    [InlineData(0.4)]
    [InlineData(1)]
    [InlineData(1.5)]
    public void Skew_IsFoundInValuesThatHaveIt(double spread)
    {
        double[] values = [.. Enumerable.Range(0, 4000).Select(rank => 7 + 3 * Math.Exp(spread * Normal.Quantile((rank + 0.5) / 4000)))];
        Assert.Equal(spread, LogNormalSkew.Of(values), tolerance: 0.02 * spread);
        Assert.Equal(-spread, LogNormalSkew.Of([.. values.Select(value => -value)]), tolerance: 0.02 * spread);
    }
}
