using PruneOnBuild.Gates.Statistics;

namespace PruneOnBuild.Gates.Tests.Statistics;

public class SampleMeanTests
{
    // 2,000 sets of which 5 % are missed show 6.2 % or less, but for one series in a hundred; the seed is fixed.
    private const int Sets = 2000;

    [Theory]
    [InlineData(0, 30)]
    [InlineData(0.5, 100)]
    [InlineData(1, 100)]
    [InlineData(1, 600)]
    public void Bounds_OfSkewedValues_MissTheTruthInFivePercent(double spread, int samples)
    {
        var random = new Random(5);
        var truth = Math.Exp(spread * spread / 2);
        int tooLow = 0, tooHigh = 0;
        for (var set = 0; set < Sets; set++)
        {
            var bounds = SampleMean.Of([.. Enumerable.Range(0, samples).Select(_ => spread == 0 ? 1 + Normal.Draw(random) : Math.Exp(spread * Normal.Draw(random)))])
                .Bounds(0.95);
            tooLow += bounds.High < truth ? 1 : 0;
            tooHigh += bounds.Low > truth ? 1 : 0;
        }

        Assert.InRange(tooLow / (double)Sets, 0.01, 0.062);
        Assert.InRange(tooHigh / (double)Sets, 0.01, 0.062);
    }

    // Long tails on both sides, which the L-skewness does not show; and two heaps, whose mean is far less skewed than the log-normal of that L-skewness.
    [Theory]
    [InlineData("rise", 100)]
    [InlineData("rise", 1000)]
    [InlineData("heaps", 100)]
    [InlineData("heaps", 1000)]
    public void Bounds_OfValuesThatNoLogNormalIsLike_MissTheTruthInFivePercentAtMost(string kind, int samples)
    {
        var random = new Random(5);
        var (tooLow, tooHigh) = (0, 0);
        var truth = kind == "rise" ? 0.1 * Math.Exp(0.5) : 1.9;
        for (var set = 0; set < Sets; set++)
        {
            var bounds = SampleMean.Of([.. Enumerable.Range(0, samples).Select(_ => kind == "rise" ? Rise() : Heaps())]).Bounds(0.95);
            tooLow += bounds.High < truth ? 1 : 0;
            tooHigh += bounds.Low > truth ? 1 : 0;
        }

        Assert.InRange(tooLow / (double)Sets, 0, 0.062);
        Assert.InRange(tooHigh / (double)Sets, 0, 0.062);

        double Rise()
        {
            var common = Normal.Draw(random);
            return 1.1 * Math.Exp(0.9 * common + Math.Sqrt(1 - 0.81) * Normal.Draw(random)) - Math.Exp(common);
        }

        double Heaps() => (random.NextDouble() < 0.1 ? 10 : 1) * (1 + 0.2 * Normal.Draw(random));
    }

    [Fact]
    public void Bounds_OfMirroredValues_AreMirrored()
    {
        double[] values = [.. Enumerable.Range(1, 50).Select(value => Math.Exp(value / 15.0))];
        var (bounds, mirrored) = (SampleMean.Of(values).Bounds(0.9), SampleMean.Of([.. values.Select(value => -value)]).Bounds(0.9));
        Assert.Equal(-bounds.Low, mirrored.High, precision: 9);
        Assert.Equal(-bounds.High, mirrored.Low, precision: 9);
        Assert.True(bounds.High - bounds.Estimate > bounds.Estimate - bounds.Low);
    }

    [Fact]
    public void EqualValues_LeaveNoDoubt()
    {
        var bounds = SampleMean.Of([.. Enumerable.Repeat(0.1, 40)]).Bounds(0.95);
        Assert.Equal(0.1, bounds.Low, precision: 12);
        Assert.Equal(0.1, bounds.High, precision: 12);
    }

    [Fact]
    public void AnInfiniteValue_LeavesNoBounds()
    {
        var bounds = SampleMean.Of([.. Enumerable.Repeat(0.1, 40), double.PositiveInfinity]).Bounds(0.95);
        Assert.Equal((double.NegativeInfinity, double.PositiveInfinity), (bounds.Low, bounds.High));
    }
}
