using PruneOnBuild.Gates.Statistics;

namespace PruneOnBuild.Gates.Tests.Statistics;

public class OrderStatisticsTests
{
    [Theory]
    [InlineData(new double[] { 3 }, 3)]
    [InlineData(new double[] { 3, 1 }, 2)]
    [InlineData(new double[] { 9, 1, 2 }, 2)]
    [InlineData(new double[] { 9, 1, 2, 4 }, 3)]
    public void Median_IsTheMiddle(double[] values, double median) => Assert.Equal(median, OrderStatistics.Median(values));

    [Theory]
    [InlineData(0.5, 10)]
    [InlineData(0.95, 19)]
    [InlineData(0.951, 20)]
    [InlineData(1.0, 20)]
    public void Percentile_IsTheSmallestThatCovers(double share, double expected) =>
        Assert.Equal(expected, OrderStatistics.Percentile([.. Enumerable.Range(1, 20).Select(value => (double)value)], share));

    // The classic table of distribution-free intervals for the median (k-th smallest to k-th largest), and none below.
    [Theory]
    [InlineData(4, 0.05, 0)]
    [InlineData(5, 0.05, 1)]
    [InlineData(5, 0.025, 0)]
    [InlineData(6, 0.025, 1)]
    [InlineData(15, 0.025, 4)]
    [InlineData(15, 0.0125, 3)]
    [InlineData(30, 0.025, 10)]
    [InlineData(100, 0.025, 40)]
    public void MedianBounds_AreTheTablesOrderStatistics(int count, double risk, int k)
    {
        var (low, high) = OrderStatistics.MedianBounds([.. Enumerable.Range(1, count).Reverse().Select(value => (double)value)], risk);
        Assert.Equal(k == 0 ? double.NegativeInfinity : k, low);
        Assert.Equal(k == 0 ? double.PositiveInfinity : count + 1 - k, high);
    }
}
