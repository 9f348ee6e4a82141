using PruneOnBuild.Gates.Latency;
using PruneOnBuild.Gates.Tests.Verdicts;

namespace PruneOnBuild.Gates.Tests.Latency;

public class MachineCheckTests
{
    [Fact]
    public void AQuietMachine_IsFit()
    {
        var clock = new FakeClock();
        var random = new Random(1);
        FakeModel Model() => new(clock, _ => 1 + 0.02 * random.NextDouble());

        var check = MachineCheck.Measure(Model(), Model(), new LatencyPlan { RequiredSpeedup = 1.5 }, clock)!;

        Assert.Equal(15, check.Blocks);
        Assert.InRange(1, check.Ratio.Low, check.Ratio.High);
        Assert.Equal(1, check.Margin(0.05, blocks: 15));
    }

    // One session lies badly in memory, which no number of blocks cures.
    [Fact]
    public void ADifferenceWhereThereIsNone_AsksForAllOfIt()
    {
        var clock = new FakeClock();
        var random = new Random(1);
        FakeModel Model(double ms) => new(clock, _ => ms * (1 + 0.01 * random.NextDouble()));

        var check = MachineCheck.Measure(Model(1.04), Model(1), new LatencyPlan { RequiredSpeedup = 1.5 }, clock)!;

        Assert.True(check.IsBiased);
        Assert.InRange(check.Margin(0.05, blocks: 15), 1.04, 1.06);
        Assert.Equal(check.Margin(0.05, blocks: 15), check.Margin(0.5, blocks: 480));
        Assert.Equal(Sample.Check(0.9, 0.96).Margin(0.05, 15), Sample.Check(1 / 0.96, 1 / 0.9).Margin(0.05, 15), precision: 12);
    }

    [Fact]
    public void Noise_AsksForLess_TheMoreBlocksThereAre()
    {
        var check = Sample.Check(0.9, 1.08);

        Assert.Equal(1 / 0.9, check.Margin(0.05, blocks: 15), precision: 9);
        Assert.Equal(Math.Pow(1 / 0.9, Math.Sqrt(0.5)), check.Margin(0.05, blocks: 30), precision: 9);
        Assert.Equal(1, check.Margin(0.05, blocks: 60));
        Assert.Equal(1, check.Margin(0.2, blocks: 15));
    }

    // 15 blocks bound no median at such a confidence.
    [Fact]
    public void AtAHighConfidence_ItHasTheBlocksThatItNeeds()
    {
        var clock = new FakeClock();
        var plan = new LatencyPlan { RequiredSpeedup = 1.5, Confidence = 0.9999 };

        var check = MachineCheck.Measure(new FakeModel(clock, _ => 1), new FakeModel(clock, _ => 1), plan, clock)!;

        Assert.True(double.IsFinite(check.Ratio.High) && check.Ratio.Low > 0, $"{check.Ratio}");
        Assert.True(check.Blocks >= plan.MinBlocks && plan.MinBlocks > 15, $"{check.Blocks} blocks");
    }

    [Fact]
    public void ItTakesAQuarterOfTheTime_AtMost()
    {
        var clock = new FakeClock();
        var plan = new LatencyPlan { MaxTime = TimeSpan.FromSeconds(12) };
        MachineCheck? Check(double ms) => MachineCheck.Measure(new FakeModel(clock, _ => ms), new FakeModel(clock, _ => ms), plan, clock);

        var start = clock.Seconds;
        Assert.NotNull(Check(90));
        // Two warm-ups of ten runs beside the blocks.
        Assert.InRange(clock.Seconds - start, 0, 3 + 2 * 1 + 0.5);
        Assert.Null(Check(200));
    }
}
