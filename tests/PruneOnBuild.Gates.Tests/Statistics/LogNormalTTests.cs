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

    // Few samples are drawn more often. What is drawn lies as far out as it might be wrong, so that of many sets about 5 % lie beyond at most.
    [Theory]
    [InlineData(30, 1)]
    [InlineData(100, 0.5)]
    public void NoMoreLiesBeyond_ThanIsAskedFor(int samples, double spread)
    {
        const int Sets = 20_000;
        var random = new Random(9);
        var truth = Math.Exp(spread * spread / 2);
        var (low, high) = (LogNormalT.Quantile(0.05, samples, spread), LogNormalT.Quantile(0.95, samples, spread));
        var (below, above) = (0, 0);
        for (var set = 0; set < Sets; set++)
        {
            var mean = SampleMean.Of([.. Enumerable.Range(0, samples).Select(_ => Math.Exp(spread * Normal.Draw(random)))]);
            var t = (mean.Mean - truth) / mean.Error;
            below += t < low ? 1 : 0;
            above += t > high ? 1 : 0;
        }

        Assert.InRange(below / (double)Sets, 0.045, 0.053);
        Assert.InRange(above / (double)Sets, 0.045, 0.053);
    }

    // Of more values than are drawn: to first order the lower quantile lies skewness (2 z^2 + 1) / (6 sqrt(n)) lower than the normal one.
    [Fact]
    public void OfManyValues_ItIsEdgeworths()
    {
        // Of 5,000 draws the share below is known to 0.3 points, by which the quantile is taken farther out.
        var z = Normal.Quantile(0.05 - Math.Sqrt(0.05 * 0.95 / 5000));
        var expected = z - 1.75 * (2 * z * z + 1) / (6 * Math.Sqrt(5000));
        Assert.Equal(expected, LogNormalT.Quantile(0.05, 5000, 0.5), tolerance: 0.05);
    }

    [Theory]
    [InlineData(0.4)]
    [InlineData(1)]
    [InlineData(1.5)]
    public void Skew_IsFoundInValuesThatHaveIt(double spread)
    {
        double[] values = [.. Enumerable.Range(0, 4000).Select(rank => 7 + 3 * Math.Exp(spread * Normal.Quantile((rank + 0.5) / 4000)))];
        Assert.Equal(spread, LogNormalSkew.Of(values).ByRanks, tolerance: 0.02 * spread);
        Assert.Equal(-spread, LogNormalSkew.Of([.. values.Select(value => -value)]).ByRanks, tolerance: 0.02 * spread);
    }
}
