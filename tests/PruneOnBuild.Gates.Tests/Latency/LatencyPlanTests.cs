using PruneOnBuild.Gates.Latency;
using PruneOnBuild.Policy;
using PruneOnBuild.Policy.Diagnostics;

namespace PruneOnBuild.Gates.Tests.Latency;

public class LatencyPlanTests
{
    // MLPerf's early-stopping table, one run over the limit allowed.
    [Theory]
    [InlineData(0.90, 0.95, 46)]
    [InlineData(0.95, 0.95, 93)]
    [InlineData(0.99, 0.95, 473)]
    [InlineData(0.90, 0.99, 64)]
    [InlineData(0.99, 0.99, 662)]
    public void RunsFor_IsTheTables(double percentile, double confidence, int runs) =>
        Assert.Equal(runs, LatencyPlan.RunsFor(percentile, confidence));

    [Fact]
    public void For_TakesTheGatesThresholds()
    {
        var place = new SourceLocation("prune.yaml", 9, 9);
        var plan = LatencyPlan.For(
            new LatencyGate
            {
                Location = place,
                Speedup = new Located<double>(1.5, place),
                P95 = new Located<TimeSpan>(TimeSpan.FromMilliseconds(3), place),
                Confidence = 0.9,
                MaxNoise = 0.1,
                MaxSeconds = 30,
                ColdStart = new Located<TimeSpan>(TimeSpan.FromMilliseconds(300), place),
                Throughput = new ThroughputGate(place, new Located<int>(16, place), new Located<double>(900, place)),
            },
            seed: 4);

        Assert.Equal((4, 1.5, 0.9), (plan.Seed, plan.RequiredSpeedup, plan.Confidence));
        Assert.Equal(LatencyPlan.RunsFor(0.95, 0.9), plan.MinRuns);
        Assert.Equal((TimeSpan.FromSeconds(30), 0.1, true, 16), (plan.MaxTime, plan.MaxNoise, plan.ColdStart, plan.Batch?.Value));
    }
}
