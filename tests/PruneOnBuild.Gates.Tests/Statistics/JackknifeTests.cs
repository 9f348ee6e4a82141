using PruneOnBuild.Gates.Statistics;

namespace PruneOnBuild.Gates.Tests.Statistics;

public class JackknifeTests
{
    // Of a mean it is the standard error that everybody knows.
    [Fact]
    public void OfAMean_ItIsItsStandardError()
    {
        double[] values = [1, 4, 4.5, 7, -2, 0.5];
        double[] left = [.. values.Select(value => (values.Sum() - value) / (values.Length - 1))];
        Assert.Equal(SampleMean.Of(values).Error, Jackknife.Error(left), tolerance: 1e-12);
    }
}
