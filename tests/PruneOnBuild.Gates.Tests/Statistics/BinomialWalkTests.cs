using PruneOnBuild.Gates.Statistics;

namespace PruneOnBuild.Gates.Tests.Statistics;

public class BinomialWalkTests
{
    [Theory]
    [InlineData(0.03)]
    [InlineData(0.5)]
    [InlineData(1)]
    [InlineData(0)]
    public void EachStep_ArrivesAtTheSum(double chance)
    {
        var walk = new BinomialWalk(30, 1000, chance);
        foreach (var (successes, trials) in new[] { (31, 999), (33, 998), (33, 997), (32, 998), (0, 999), (-1, 1000), (4, 1000), (520, 999), (998, 998), (5, 997) })
        {
            walk.MoveTo(successes, trials);
            Assert.Equal(Binomial.AtMost(successes, trials, chance), walk.AtMost, tolerance: 1e-12);
        }
    }
}
