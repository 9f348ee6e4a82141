using PruneOnBuild.Gates.Latency;
using PruneOnBuild.Gates.Tests.Verdicts;

namespace PruneOnBuild.Gates.Tests.Latency;

public class BlockTimerTests
{
    [Fact]
    public void AClearRatio_IsDecidedAtTheFirstLook()
    {
        var (blocks, speedup) = Measure(dense: 2, pruned: 1, new LatencyPlan { RequiredSpeedup = 1.5 });

        Assert.Equal(15, blocks.DenseMs.Length / blocks.SamplesPerBlock);
        Assert.Equal(blocks.DenseMs.Length, blocks.PrunedMs.Length);
        Assert.InRange(speedup.Low, 1.9, 2);
        Assert.InRange(speedup.High, 2, 2.1);
        Assert.InRange(speedup.Estimate, speedup.Low, speedup.High);
    }

    [Fact]
    public void ARatioAtTheThreshold_IsMeasuredToTheLastLook()
    {
        var (blocks, _) = Measure(dense: 1.5, pruned: 1, new LatencyPlan { RequiredSpeedup = 1.5 });
        Assert.Equal(LatencyPlan.Looks[^1], blocks.DenseMs.Length / blocks.SamplesPerBlock);
    }

    [Fact]
    public void WithoutThreshold_TheSecondLookEndsIt()
    {
        var (blocks, _) = Measure(dense: 1.5, pruned: 1, new LatencyPlan());
        Assert.Equal(30, blocks.DenseMs.Length / blocks.SamplesPerBlock);
    }

    [Fact]
    public void PercentileGates_GetTheRunsThatTheyNeed()
    {
        var (blocks, _) = Measure(dense: 2, pruned: 1, new LatencyPlan { RequiredSpeedup = 1.5, MinRuns = LatencyPlan.RunsFor(0.99, 0.95) });
        Assert.InRange(blocks.PrunedMs.Length, 473, 600);
    }

    // Slow swings: each run resembles the one before, so that they tell half as much.
    [Fact]
    public void RunsThatResembleTheOneBefore_AreTakenTwiceAsOften()
    {
        var clock = new FakeClock();
        FakeModel Model() => new(clock, _ => 1 + 0.5 * Math.Sin(clock.Seconds * 20));
        var plan = new LatencyPlan { RequiredSpeedup = 0.1, MinRuns = LatencyPlan.RunsFor(0.95, 0.95) };

        var blocks = new BlockTimer(Model(), Model(), plan, clock).Run();

        Assert.InRange(blocks.PrunedMs.Length, 2 * plan.MinRuns, 4 * plan.MinRuns);
    }

    [Fact]
    public void AnUnfitMachine_IsNotDecidedOnTheIntervalAlone()
    {
        var plan = new LatencyPlan { RequiredSpeedup = 1.45 };
        int Blocks(MachineCheck? check)
        {
            var clock = new FakeClock();
            var random = new Random(1);
            FakeModel Model(double ms) => new(clock, _ => ms * (1 + 0.01 * random.NextDouble()));
            var blocks = new BlockTimer(Model(1.5), Model(1), plan, clock, check).Run();
            return blocks.DenseMs.Length / blocks.SamplesPerBlock;
        }

        Assert.Equal(15, Blocks(null));
        Assert.Equal(15, Blocks(Sample.Check(0.99, 1.02)));
        Assert.Equal(LatencyPlan.Looks[^1], Blocks(Sample.Check(1.02, 1.06)));
        Assert.Equal(60, Blocks(Sample.Check(0.9, 1.05)));
    }

    // A machine that grows twice as slow while it is measured.
    [Fact]
    public void Drift_Cancels()
    {
        var clock = new FakeClock();
        var random = new Random(1);
        FakeModel Model(double ms) => new(clock, _ => ms * (1 + clock.Seconds / 2) * (1 + 0.02 * random.NextDouble()));

        var blocks = new BlockTimer(Model(1.5), Model(1), new LatencyPlan(), clock).Run();

        Assert.True(blocks.DenseMs[^1] > 1.2 * blocks.DenseMs[0]);
        Assert.InRange(TimedBlocks.Speedup(blocks.DenseMs.AsSpan(), blocks.PrunedMs.AsSpan(), blocks.SamplesPerBlock, 0.95).Estimate, 1.48, 1.52);
    }

    [Fact]
    public void SlowModels_GetTheFewestBlocksThatSayAnything_WithOneSampleEach()
    {
        var plan = new LatencyPlan { RequiredSpeedup = 1.5, MaxTime = TimeSpan.FromSeconds(5) };

        var (blocks, speedup) = Measure(dense: 4000, pruned: 1000, plan);

        Assert.Equal(1, blocks.SamplesPerBlock);
        Assert.Equal(plan.MinBlocks, blocks.DenseMs.Length);
        Assert.True(double.IsFinite(speedup.Low) && speedup.Low > 3);
    }

    [Fact]
    public void FastModels_GetMoreSamplesInABlock()
    {
        Assert.Equal(25, Measure(dense: 0.02, pruned: 0.01, new LatencyPlan()).Blocks.SamplesPerBlock);
        Assert.Equal(5, Measure(dense: 2, pruned: 1, new LatencyPlan()).Blocks.SamplesPerBlock);
    }

    [Fact]
    public void EachHalf_BeginsWithAnUntimedRun()
    {
        var clock = new FakeClock();
        var order = new List<FakeModel>();
        FakeModel? dense = null, pruned = null;
        // Ten times slower right after the other model has run: its caches are cold.
        double Ms(FakeModel model, double ms) => order.Count > 1 && order[^2] != model ? 10 * ms : ms;
        dense = new FakeModel(clock, _ => Ms(dense!, 2), order);
        pruned = new FakeModel(clock, _ => Ms(pruned!, 1), order);

        var blocks = new BlockTimer(dense, pruned, new LatencyPlan(), clock).Run();

        Assert.All(blocks.DenseMs, ms => Assert.Equal(2, ms, precision: 6));
        Assert.All(blocks.PrunedMs, ms => Assert.Equal(1, ms, precision: 6));
    }

    [Fact]
    public void TheOrderWithinBlocks_IsRandom_AndTheSeeds()
    {
        Assert.Equal(FirstModels(seed: 1), FirstModels(seed: 1));
        Assert.NotEqual(FirstModels(seed: 1), FirstModels(seed: 2));
        Assert.InRange(FirstModels(seed: 1).Count(isDense => isDense), 8, 22);
    }

    [Fact]
    public void WarmUp_LastsUntilTheTimesAreSteady_AndIsNotCounted()
    {
        var clock = new FakeClock();
        var dense = new FakeModel(clock, run => run < 25 ? 100 - 3 * run : 25);
        var pruned = new FakeModel(clock, _ => 25);

        var blocks = new BlockTimer(dense, pruned, new LatencyPlan(), clock).Run();

        Assert.InRange(blocks.DenseWarmUps, 30, 40);
        Assert.Equal(10, blocks.PrunedWarmUps);
        Assert.All(blocks.DenseMs, ms => Assert.Equal(25, ms, precision: 6));
    }

    [Fact]
    public void NeverSteadyModels_AreWarmedUpFiftyTimes()
    {
        var clock = new FakeClock();
        var blocks = new BlockTimer(
            new FakeModel(clock, run => 10 + run / 5 % 2 * 10), new FakeModel(clock, _ => 10), new LatencyPlan(), clock).Run();
        Assert.Equal(50, blocks.DenseWarmUps);
    }

    // 2 % noise per run, 2 % of runs a third slower, and a true ratio at, below and above the threshold of 1.2.
    [Theory]
    [InlineData(1.2, 0.05, 0.05)]
    [InlineData(1.176, 0, 1)]
    [InlineData(1.224, 1, 0)]
    public void WrongVerdicts_AreAsRareAsTheConfidenceSays(double ratio, double mostPasses, double mostFails)
    {
        const int gates = 300;
        var random = new Random(7);
        int passes = 0, fails = 0;
        for (var gate = 0; gate < gates; gate++)
        {
            var speedup = Measure(ratio, 1, new LatencyPlan { Seed = gate, RequiredSpeedup = 1.2 }, random).Speedup;
            passes += speedup.Low >= 1.2 ? 1 : 0;
            fails += speedup.High < 1.2 ? 1 : 0;
        }

        Assert.InRange(passes, 0, mostPasses * gates);
        Assert.InRange(fails, 0, mostFails * gates);
        Assert.True(ratio == 1.2 || passes + fails > 0.8 * gates, $"{passes} passes and {fails} fails of {gates}");
    }

    private static (TimedBlocks Blocks, Gates.Statistics.Interval Speedup) Measure(
        double dense, double pruned, LatencyPlan plan, Random? random = null)
    {
        var clock = new FakeClock();
        random ??= new Random(1);
        double Noise() => 1 + 0.02 * (random.NextDouble() + random.NextDouble() + random.NextDouble() - 1.5) * 2 + (random.Next(50) == 0 ? 0.3 : 0);
        var blocks = new BlockTimer(new FakeModel(clock, _ => dense * Noise()), new FakeModel(clock, _ => pruned * Noise()), plan, clock).Run();
        return (blocks, TimedBlocks.Speedup(blocks.DenseMs.AsSpan(), blocks.PrunedMs.AsSpan(), blocks.SamplesPerBlock, plan.Confidence));
    }

    private static bool[] FirstModels(int seed)
    {
        var clock = new FakeClock();
        var order = new List<FakeModel>();
        var dense = new FakeModel(clock, _ => 25, order);
        var pruned = new FakeModel(clock, _ => 25, order);
        var blocks = new BlockTimer(dense, pruned, new LatencyPlan { Seed = seed }, clock).Run();
        var perBlock = 2 * (blocks.SamplesPerBlock + 1);
        return [.. order.Skip(blocks.DenseWarmUps + blocks.PrunedWarmUps).Chunk(perBlock).Select(block => block[0] == dense)];
    }
}
