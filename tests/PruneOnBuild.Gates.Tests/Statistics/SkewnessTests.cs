using PruneOnBuild.Gates.Statistics;

namespace PruneOnBuild.Gates.Tests.Statistics;

public class SkewnessTests
{
    private static readonly double[] s_values = [-3, -1.5, 0.25, 0.25, 4];

    [Fact]
    public void ItIsTheMeanCubeOverThatOfTheDeviation()
    {
        double[] shifted = [.. s_values.Select(value => value + 2)];
        var mean = shifted.Average();
        var deviation = Math.Sqrt(shifted.Average(value => Math.Pow(value - mean, 2)));
        Assert.Equal(shifted.Average(value => Math.Pow((value - mean) / deviation, 3)), Skewness.Of(shifted), tolerance: 1e-12);
    }

    [Fact]
    public void LeavingOneOut_IsTakingTheOthers()
    {
        var left = Skewness.LeavingOut(s_values);
        for (var index = 0; index < s_values.Length; index++)
            Assert.Equal(Skewness.Of([.. s_values[..index], .. s_values[(index + 1)..]]), left[index], tolerance: 1e-12);
    }

    [Fact]
    public void EqualValues_HaveNone() => Assert.Equal(0, Skewness.Of([0.1, 0.1, 0.1]));
}
