using PruneOnBuild.Cli.Bench.Gates;

namespace PruneOnBuild.Cli.Tests.Bench.Gates;

/// <summary>What gates promise: at the very threshold no more than 5 % of verdicts are wrong on either side, and away from it next to none.</summary>
public sealed class AccuracyVerdictsTests
{
    // 300 gates of which 5 % are wrong show 8 % or less, but for one series in a hundred; the seed is fixed.
    private const double FivePercent = 0.08;
    private const double OnePercent = 0.02;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void WrongVerdicts_AreRare(int index)
    {
        var population = AccuracyVerdicts.Populations[index];
        foreach (var counts in AccuracyVerdicts.Count(population, AccuracyVerdicts.FewestGates))
        {
            var wrong = counts.Wrong / (double)counts.Gates;
            Assert.True(wrong <= (Math.Abs(counts.Distance) < 0.02 ? FivePercent : OnePercent), $"{population.Name} at {counts.Distance}: {wrong}");
        }
    }

    [Fact]
    public void FarFromTheThreshold_MostGatesAreDecided()
    {
        var counts = AccuracyVerdicts.Count(AccuracyVerdicts.Populations[0], AccuracyVerdicts.FewestGates).ToArray();
        Assert.True(counts[0].Passed > 290, $"{counts[0].Passed} pass");
        Assert.True(counts[^1].Failed > 290, $"{counts[^1].Failed} fail");
        Assert.Equal(counts.Length, counts.Select(row => row.Distance).Distinct().Count());
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(1)]
    [InlineData(1.5)]
    public void Errors_AreJudgedRarelyWrong_Too(double spread)
    {
        foreach (var counts in AccuracyVerdicts.Count(new ErrorPopulation("errors", 100, spread), AccuracyVerdicts.FewestGates))
            Assert.True(counts.Wrong <= FivePercent * counts.Gates, $"{counts.Distance}: {counts.Wrong} of {counts.Gates}");
    }
}
