using PruneOnBuild.Gates.Latency;

namespace PruneOnBuild.Gates.Tests.Latency;

public class ColdStartTests
{
    [Fact]
    public void OpeningAndFirstRun_AreTimed_ClosingIsNot()
    {
        var clock = new FakeClock();
        OpenedModel Open(double ms)
        {
            clock.Pass(ms);
            return new OpenedModel(clock);
        }

        var start = ColdStart.Measure(() => Open(200), () => Open(90), clock);

        Assert.All(start.DenseMs, ms => Assert.Equal(201, ms, precision: 6));
        Assert.All(start.PrunedMs, ms => Assert.Equal(91, ms, precision: 6));
        Assert.Equal((201, 91), (Math.Round(start.DenseMedianMs, 6), Math.Round(start.PrunedMedianMs, 6)));
    }

    [Theory]
    [InlineData(1, 15)]
    [InlineData(10_000, 7)]
    public void SlowModels_AreOpenedLessOften(double ms, int openings)
    {
        var clock = new FakeClock();
        OpenedModel Open()
        {
            clock.Pass(ms);
            return new OpenedModel(clock);
        }

        Assert.Equal(openings, ColdStart.Measure(Open, Open, clock).PrunedMs.Length);
    }
}
