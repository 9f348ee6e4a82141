using PruneOnBuild.Gates.Statistics;

namespace PruneOnBuild.Gates.Tests.Statistics;

public class ScoreRegionTests
{
    private const double Confidence = 0.95;

    // Every outcome of so few samples, each with its own bound.
    [Theory]
    [InlineData(6, 2, 30)]
    [InlineData(0, 0, 20)]
    [InlineData(0, 4, 25)]
    [InlineData(12, 11, 25)]
    [InlineData(25, 0, 25)]
    public void Chance_IsThatOfAllOutcomesWhoseBoundIsNoLarger(int onlyFirst, int onlySecond, int samples)
    {
        var region = new ScoreRegion(onlyFirst, onlySecond, samples, Confidence);
        foreach (var (first, second) in new[] { (0.2, 0.1), (0.05, 0.0), (0.3, 0.6), (0.5, 0.5), (0.001, 0.002), (0.9, 0.05) })
        {
            var expected = (
                from one in Enumerable.Range(0, samples + 1)
                from other in Enumerable.Range(0, samples + 1 - one)
                where new ScoreRegion(one, other, samples, Confidence).Bound <= region.Bound
                select Chance(samples, one, other, first, second)).Sum();
            Assert.Equal(expected, region.Chance(first, second), tolerance: 1e-9);
        }
    }

    private static double Chance(int samples, int first, int second, double firstShare, double secondShare) =>
        Binomial.Exactly(second, samples, secondShare)
        * (second == samples ? 1 : Binomial.Exactly(first, samples - second, Math.Min(1, firstShare / (1 - secondShare))));
}
