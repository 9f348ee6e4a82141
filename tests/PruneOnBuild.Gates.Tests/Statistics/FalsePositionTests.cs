using PruneOnBuild.Gates.Statistics;

namespace PruneOnBuild.Gates.Tests.Statistics;

public class FalsePositionTests
{
    // Tails that are steep, flat, far away, and 0 from some place on.
    [Theory]
    [InlineData(1, 0.5)]
    [InlineData(200, 0.01)]
    [InlineData(200, 1e-10)]
    [InlineData(5000, 1)]
    public void APlaceAtWhichTheChanceHasFallen_IsFound(double steepness, double step)
    {
        double Chance(double place) => place > 0.9 ? 0 : Math.Exp(-steepness * place * place);
        var asked = 0;
        var found = FalsePosition.Boundary(0, step, 1, 0.05, place =>
        {
            asked++;
            return Chance(place);
        });

        Assert.Equal(Math.Min(0.9, Math.Sqrt(Math.Log(20) / steepness)), found, tolerance: 2 * FalsePosition.Tolerance);
        Assert.True(Chance(found) <= 0.05, $"{Chance(found)}");
        Assert.True(asked < 100, $"asked {asked} times");
    }
}
