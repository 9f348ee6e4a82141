using PruneOnBuild.Gates.Statistics;

namespace PruneOnBuild.Gates.Tests.Statistics;

public class ProportionsTests
{
    // 81 of 263: the worked example of Newcombe 1998 (Statistics in Medicine 17, 857), and his 0 of 20 and 1 of 29.
    [Theory]
    [InlineData(81, 263, 0.2553, 0.3662)]
    [InlineData(0, 20, 0, 0.1611)]
    [InlineData(1, 29, 0.0061, 0.1718)]
    public void Wilson_GivesThePublishedIntervals(int right, int samples, double low, double high)
    {
        var interval = Proportions.Wilson(right, samples, 0.95);
        Assert.Equal((double)right / samples, interval.Estimate);
        Assert.Equal(low, interval.Low, precision: 4);
        Assert.Equal(high, interval.High, precision: 4);
    }

    [Fact]
    public void PairedDifference_CoversTheTruth_AsOftenAsItSays()
    {
        var random = new Random(1);
        var covered = 0;
        for (var trial = 0; trial < 2000; trial++)
        {
            int onlyFirst = 0, onlySecond = 0;
            for (var sample = 0; sample < 400; sample++)
            {
                var draw = random.NextDouble();
                onlyFirst += draw < 0.04 ? 1 : 0;
                onlySecond += draw is >= 0.04 and < 0.06 ? 1 : 0;
            }

            var interval = Proportions.PairedDifference(onlyFirst, onlySecond, 400, 0.95);
            covered += interval.Low <= 0.02 && 0.02 <= interval.High ? 1 : 0;
        }

        Assert.InRange(covered / 2000.0, 0.935, 0.975);
    }

    [Fact]
    public void PairedDifference_IsNotCertain_WhereNothingDiffers()
    {
        var interval = Proportions.PairedDifference(0, 0, 50, 0.95);
        Assert.Equal(0, interval.Estimate);
        Assert.InRange(interval.High, 0.02, 0.1);
        Assert.Equal(-interval.High, interval.Low, precision: 12);
    }

    [Theory]
    [InlineData(0.01, 0.95, 299)]
    [InlineData(0.05, 0.95, 59)]
    [InlineData(0.01, 0.99, 459)]
    public void SamplesToResolve_IsTheRuleOfThree_Exactly(double share, double confidence, int samples) =>
        Assert.Equal(samples, Proportions.SamplesToResolve(share, confidence));
}
