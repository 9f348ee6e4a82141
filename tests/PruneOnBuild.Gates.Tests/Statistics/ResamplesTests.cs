using PruneOnBuild.Gates.Statistics;

namespace PruneOnBuild.Gates.Tests.Statistics;

public class ResamplesTests
{
    // 95 % bounds of a mean: each misses the truth in about 5 % of all data sets, of few samples too.
    [Theory]
    [InlineData(20)]
    [InlineData(60)]
    public void Bounds_MissTheTruth_AboutAsOftenAsTheySay(int samples)
    {
        const int Sets = 300;
        var random = new Random(7);
        int tooLow = 0, tooHigh = 0;
        for (var set = 0; set < Sets; set++)
        {
            double[] values = [.. Enumerable.Range(0, samples).Select(_ => random.NextDouble() + random.NextDouble() - 1)];
            var drawn = Resamples.Draw(samples, draws => (Mean(values, draws), 0));
            var interval = drawn.OfChange(values.Average(), 0.95);
            tooLow += interval.High < 0 ? 1 : 0;
            tooHigh += interval.Low > 0 ? 1 : 0;
        }

        Assert.InRange(tooLow / (double)Sets, 0.015, 0.08);
        Assert.InRange(tooHigh / (double)Sets, 0.015, 0.08);
    }

    private static double Mean(double[] values, int[] draws)
    {
        var sum = 0.0;
        for (var sample = 0; sample < draws.Length; sample++)
            sum += draws[sample] * values[sample];
        return sum / draws.Length;
    }

    [Fact]
    public void Drawing_GivesTheSameNumbers_EveryTime()
    {
        var first = Resamples.Draw(30, draws => (draws[0], draws[1]));
        var second = Resamples.Draw(30, draws => (draws[0], draws[1]));
        Assert.Equal(first.Changes.ToArray(), second.Changes.ToArray());
        Assert.Equal(first.Pruned.ToArray(), second.Pruned.ToArray());
    }

    // As many as there are, or, to see the skewness, all but one.
    [Fact]
    public void EachDraw_HasAsManySamplesAsThereAre()
    {
        var sizes = new Dictionary<int, int>();
        Resamples.Draw(25, draws =>
        {
            sizes[draws.Sum()] = sizes.GetValueOrDefault(draws.Sum()) + 1;
            return (0, 0);
        });
        Assert.Equal(new Dictionary<int, int> { [25] = Resamples.Draws, [24] = 25 }, sizes);
    }

    // Log-normal errors, some of them many times the others.
    [Fact]
    public void SkewedValues_AreAllowedFor()
    {
        const int Sets = 300;
        var random = new Random(3);
        var truth = Math.Exp(0.125);
        int tooLow = 0, tooHigh = 0;
        for (var set = 0; set < Sets; set++)
        {
            double[] values = [.. Enumerable.Range(0, 100).Select(_ => Math.Exp(0.5 * Normal.Draw(random)))];
            var interval = Resamples.Draw(100, draws => (0, Mean(values, draws))).OfPruned(values.Average(), 0.95);
            tooLow += interval.High < truth ? 1 : 0;
            tooHigh += interval.Low > truth ? 1 : 0;
        }

        Assert.True(tooLow <= 0.085 * Sets, $"{tooLow} of {Sets} too low");
        Assert.True(tooHigh <= 0.085 * Sets, $"{tooHigh} of {Sets} too high");
    }

    // Where a class is missing from many draws, nobody knows what they would have shown.
    [Fact]
    public void DrawsWithoutAValue_LeaveNoBounds()
    {
        var drawn = Resamples.Draw(30, draws => (draws[0] == 0 ? double.NaN : 1, 0));
        Assert.Equal((double.NegativeInfinity, double.PositiveInfinity), (drawn.OfChange(1, 0.95).Low, drawn.OfChange(1, 0.95).High));
    }
}
