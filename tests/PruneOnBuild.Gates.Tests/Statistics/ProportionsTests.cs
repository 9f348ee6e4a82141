using PruneOnBuild.Gates.Statistics;

namespace PruneOnBuild.Gates.Tests.Statistics;

public class ProportionsTests
{
    private const double Confidence = 0.95;

    // The limits of Clopper and Pearson at 97.5 % each: 81 of 263, 0 of 20 and 1 of 29 (Newcombe 1998, Statistics in Medicine 17, 857, table I).
    [Theory]
    [InlineData(81, 263, 0.2527, 0.3676)]
    [InlineData(15, 148, 0.0578, 0.1617)]
    [InlineData(0, 20, 0, 0.1684)]
    [InlineData(1, 29, 0.0009, 0.1776)]
    public void Share_GivesThePublishedLimits(int right, int samples, double low, double high)
    {
        var interval = Proportions.Share(right, samples, 0.975);
        Assert.Equal((double)right / samples, interval.Estimate);
        Assert.Equal(low, interval.Low, precision: 4);
        Assert.Equal(high, interval.High, precision: 4);
    }

    // Every outcome of so few samples, weighed by its probability under many truths at which a verdict would be wrong.
    [Theory]
    [InlineData(10)]
    [InlineData(40)]
    [InlineData(60)]
    public void PairedDifference_RulesOutTheTruth_InNoMoreThanFivePercent(int samples)
    {
        var outcomes = (
            from first in Enumerable.Range(0, samples + 1)
            from second in Enumerable.Range(0, samples + 1 - first)
            let interval = Proportions.PairedDifference(first, second, samples, Confidence)
            select (first, second, interval.Low, interval.High)).ToArray();
        foreach (var drop in new[] { 0.02, 0.05, 0.1, 0.2 })
            foreach (var onlySecond in new[] { 0, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.3 })
            {
                var (tooLow, tooHigh) = (0.0, 0.0);
                foreach (var (first, second, low, high) in outcomes)
                {
                    var chance = Multinomial(samples, first, second, onlySecond + drop, onlySecond);
                    tooLow += high < drop ? chance : 0;
                    tooHigh += low > drop ? chance : 0;
                }

                Assert.True(Math.Max(tooLow, tooHigh) <= 1 - Confidence, $"{samples} samples, drop {drop}, {onlySecond}: {tooLow} and {tooHigh}");
            }
    }

    [Fact]
    public void PairedDifference_CoversTheTruth_AboutAsOftenAsItSays()
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

            var interval = Proportions.PairedDifference(onlyFirst, onlySecond, 400, Confidence);
            covered += interval.Low <= 0.02 && 0.02 <= interval.High ? 1 : 0;
        }

        Assert.InRange(covered / 2000.0, 0.89, 0.95);
    }

    // Of many samples all methods agree: 1.645 standard errors of the difference.
    [Fact]
    public void PairedDifference_OfManySamples_IsTheNormalOne()
    {
        var interval = Proportions.PairedDifference(1730, 530, 50_000, Confidence);
        var error = 1.6449 * Math.Sqrt((1730 + 530 - 1200.0 * 1200 / 50_000) / 50_000 / 50_000);
        Assert.Equal(0.024 - error, interval.Low, tolerance: 0.02 * error);
        Assert.Equal(0.024 + error, interval.High, tolerance: 0.02 * error);
    }

    [Fact]
    public void PairedDifference_IsNotCertain_WhereNothingDiffers()
    {
        var interval = Proportions.PairedDifference(0, 0, 50, Confidence);
        Assert.Equal(0, interval.Estimate);
        Assert.InRange(interval.High, 0.05, 0.1);
        Assert.Equal(-interval.High, interval.Low, precision: 12);
    }

    [Theory]
    [InlineData(5, 2)]
    [InlineData(0, 9)]
    public void PairedDifference_OfModelsExchanged_IsItsMirror(int first, int second)
    {
        var interval = Proportions.PairedDifference(first, second, 80, Confidence);
        var mirrored = Proportions.PairedDifference(second, first, 80, Confidence);
        Assert.Equal(-interval.Low, mirrored.High, precision: 9);
        Assert.Equal(-interval.High, mirrored.Low, precision: 9);
    }

    [Theory]
    [InlineData(0.01, 0.95, 299)]
    [InlineData(0.05, 0.95, 59)]
    [InlineData(0.01, 0.99, 459)]
    public void SamplesToResolve_IsTheRuleOfThree_Exactly(double share, double confidence, int samples) =>
        Assert.Equal(samples, Proportions.SamplesToResolve(share, confidence));

    [Theory]
    [InlineData(299, 0.95)]
    [InlineData(100, 0.95)]
    [InlineData(20, 0.9)]
    public void WhatIsRarerThanTheRarestSeen_NeedsMoreSamples(int samples, double confidence)
    {
        var rarest = Proportions.RarestSeen(samples, confidence);
        Assert.Equal(samples, Proportions.SamplesToResolve(rarest * 1.0001, confidence));
        Assert.Equal(samples + 1, Proportions.SamplesToResolve(rarest * 0.9999, confidence));
    }

    internal static double Multinomial(int samples, int first, int second, double firstChance, double secondChance)
    {
        if (second > 0 && secondChance == 0)
            return 0;
        var neither = samples - first - second;
        return Math.Exp(LogFactorial(samples) - LogFactorial(first) - LogFactorial(second) - LogFactorial(neither)
            + first * Math.Log(firstChance) + (second == 0 ? 0 : second * Math.Log(secondChance))
            + neither * Math.Log(1 - firstChance - secondChance));
    }

    private static double LogFactorial(int number) => Enumerable.Range(1, number).Sum(factor => Math.Log(factor));
}
