using PruneOnBuild.Cli.Bench.Gates;
using PruneOnBuild.Gates.Latency;

namespace PruneOnBuild.Cli.Tests.Bench.Gates;

public sealed class LivePairTests
{
    [Fact]
    public void RunsOfOneSession_AreAsManyTimesAsTheRatioSays()
    {
        var session = new CountingModel();
        var (dense, twin, pruned) = LivePair.Runs.Of([session]);
        int[] runs = [.. new[] { dense, twin, pruned }.Select(model =>
        {
            int before = session.Runs;
            model.Run();
            return session.Runs - before;
        })];

        Assert.Equal(runs[0], runs[1]);
        Assert.Equal(LivePair.Runs.Ratio, (double)runs[0] / runs[2]);
    }

    [Fact]
    public void AModelAgainstItself_HasASessionForEach()
    {
        var sessions = Enumerable.Range(0, LivePair.Itself.Sessions).Select(_ => new CountingModel()).ToArray();
        var (dense, twin, pruned) = LivePair.Itself.Of(sessions);
        Assert.Equal(sessions, [dense, twin, pruned]);
        Assert.Equal(1, LivePair.Itself.Ratio);
    }

    private sealed class CountingModel : ITimedModel
    {
        public int Runs { get; private set; }

        public void Run() => Runs++;

        public bool Close() => false;
    }
}
