using PruneOnBuild.Cli.Bench.Gates.Builds;

namespace PruneOnBuild.Cli.Tests.Bench.Gates;

public sealed class TimedSpanTests : IDisposable
{
    private readonly Workspace _work = new();

    public void Dispose() => _work.Dispose();

    [Fact]
    public void ALog_IsReadInTheOrderOfTime_AndItsOverlapsAreFound()
    {
        File.WriteAllText(_work["timing.log"], "7 300 400\n5 100 200\n6 200 301\n");
        var spans = TimedSpan.Read(_work["timing.log"]);

        Assert.Equal([new TimedSpan(5, 100, 200), new TimedSpan(6, 200, 301), new TimedSpan(7, 300, 400)], spans);
        var (before, span) = Assert.Single(TimedSpan.Overlaps(spans));
        Assert.Equal((6, 7), (before.Process, span.Process));
    }
}
