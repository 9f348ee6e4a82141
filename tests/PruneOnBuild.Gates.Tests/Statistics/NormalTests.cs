using PruneOnBuild.Gates.Statistics;

namespace PruneOnBuild.Gates.Tests.Statistics;

public class NormalTests
{
    // From tables.
    [Theory]
    [InlineData(0.5, 0)]
    [InlineData(0.95, 1.644854)]
    [InlineData(0.975, 1.959964)]
    [InlineData(0.995, 2.575829)]
    [InlineData(0.01, -2.326348)]
    public void Quantile_IsTheTables(double probability, double z)
    {
        Assert.Equal(z, Normal.Quantile(probability), precision: 6);
        Assert.Equal(probability, Normal.Below(z), precision: 6);
    }
}
