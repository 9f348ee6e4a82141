using PruneOnBuild.Gates.Statistics;

namespace PruneOnBuild.Gates.Tests.Statistics;

public class PairedBoundTests
{
    private const double Confidence = 0.95;

    // Sums over all outcomes that matter: of so many samples as gates are judged on, true differences are ruled out in 5 % at most, and not in
    // much less.
    [Theory]
    [InlineData(200, 0.03, 0.01, 0.035)]
    [InlineData(500, 0.02, 0.005, 0.035)]
    [InlineData(500, 0.01, 0.05, 0.035)]
    [InlineData(2000, 0.01, 0, 0.03)]
    public void TheTruth_IsRuledOut_InFivePercentAtMost(int samples, double difference, double second, double least)
    {
        var (above, below) = (0.0, 0.0);
        for (var other = 0; other <= samples * second * 3 + 12; other++)
        {
            var weight = Binomial.Exactly(other, samples, second);
            if (weight < 1e-6)
                continue;
            var (rest, chance) = (samples - other, (second + difference) / (1 - second));
            var most = Last(first => PairedBound.Upper(first, other, samples, Confidence) < difference, rest);
            var fewest = Last(first => -PairedBound.Upper(other, first, samples, Confidence) <= difference, rest) + 1;
            above += weight * Binomial.AtMost(most, rest, chance);
            below += weight * Binomial.AtLeast(fewest, rest, chance);
        }

        Assert.InRange(above, least, 0.05);
        Assert.InRange(below, least, 0.05);
    }

    // Of every share of the second that its interval holds, by bisection, the largest difference that is not ruled out.
    [Theory]
    [InlineData(5, 0, 60)]
    [InlineData(3, 9, 100)]
    [InlineData(120, 60, 2000)]
    [InlineData(0, 0, 300)]
    [InlineData(40, 55, 100)]
    public void ItIsTheLargestOfAllShares(int onlyFirst, int onlySecond, int samples)
    {
        var risk = 0.98 * (1 - Confidence);
        var region = new ScoreRegion(onlyFirst, onlySecond, samples, Confidence);
        var second = Proportions.Share(onlySecond, samples, 1 - 0.01 * (1 - Confidence));
        var expected = Enumerable.Range(0, 25).Select(step => second.Low + (second.High - second.Low) * step / 24)
            .Max(share => Bisection.Boundary(1, (double)(onlyFirst - onlySecond) / samples, difference =>
            {
                var possible = Math.Max(share, -difference);
                return difference + 2 * possible > 1 || region.Chance(Math.Max(0, possible + difference), possible) <= risk;
            }));

        Assert.Equal(expected, PairedBound.Upper(onlyFirst, onlySecond, samples, Confidence), tolerance: 1e-9);
    }

    [Fact]
    public void MoreSamplesThatOnlyTheFirstIsRightOn_RaiseIt()
    {
        double[] bounds = [.. Enumerable.Range(0, 41).Select(first => PairedBound.Upper(first, 7, 60, Confidence))];
        Assert.Equal(bounds.Order(), bounds);
        Assert.Equal(bounds.Length, bounds.Distinct().Count());
    }

    [Fact]
    public void NothingButFirsts_LeavesNoBound() => Assert.Equal(1, PairedBound.Upper(30, 0, 30, Confidence), precision: 9);

    private static int Last(Func<int, bool> holds, int most)
    {
        int low = -1, high = most + 1;
        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            (low, high) = holds(middle) ? (middle, high) : (low, middle);
        }

        return low;
    }
}
