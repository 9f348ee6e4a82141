using PruneOnBuild.Gates.Statistics;

namespace PruneOnBuild.Gates.Tests.Statistics;

public class StudentTTests
{
    // From the tables.
    [Theory]
    [InlineData(0.95, 10, 1.8125)]
    [InlineData(0.95, 19, 1.7291)]
    [InlineData(0.99, 10, 2.7638)]
    [InlineData(0.99, 30, 2.4573)]
    [InlineData(0.9, 19, 1.3277)]
    public void Quantile_IsThatOfTheTables(double probability, int freedom, double expected) =>
        Assert.Equal(expected, StudentT.Quantile(probability, freedom), tolerance: 0.001);
}
