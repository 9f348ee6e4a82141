using PruneOnBuild.Graph;
using PruneOnBuild.Graph.Shapes;
using PruneOnBuild.Pruning.Groups;
using PruneOnBuild.Pruning.Search.Latency;
using PruneOnBuild.Testing;

namespace PruneOnBuild.Pruning.Tests.Search.Latency;

/// <summary>Times are measured once for each machine; whatever is wrong with the file, they are measured again.</summary>
public sealed class LatencyTableTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void ALaterRun_MeasuresNothing()
    {
        var first = Ask("here");
        var second = Ask("here");
        Assert.Equal(1, first.Asked);
        Assert.Equal(0, second.Asked);
        Assert.Equal(first.Ms, second.Ms);
    }

    [Fact]
    public void AnotherMachine_MeasuresItself()
    {
        Ask("here");
        Assert.Equal(1, Ask("there").Asked);
        Assert.Equal(0, Ask("here").Asked);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{ \"machine\": \"here\", \"times\": { \"a\": ")]
    [InlineData("[1, 2]")]
    [InlineData("{ \"machine\": \"here\" }")]
    [InlineData("{ \"machine\": \"elsewhere\", \"times\": { } }")]
    public void ABrokenFile_IsMeasuredAgain_AndReplaced(string text)
    {
        Ask("here");
        var file = Assert.Single(Directory.GetFiles(_folder.Path));
        File.WriteAllText(file, text);
        Assert.Equal(1, Ask("here").Asked);
        Assert.Equal(0, Ask("here").Asked);
    }

    [Fact]
    public void TwoWriters_LoseNothing()
    {
        var (one, two) = (new LatencyFile(_folder.Path, "here"), new LatencyFile(_folder.Path, "here"));
        one.Write(new Dictionary<string, double> { ["a"] = 1 });
        two.Write(new Dictionary<string, double> { ["b"] = 2 });
        Assert.Equal(["a", "b"], one.Read().Keys.Order());
        Assert.Single(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void AFolderThatCannotBe_DoesNotStopTheSearch()
    {
        var file = new LatencyFile(_folder.Write("file", "") + "/below", "here");
        file.Write(new Dictionary<string, double> { ["a"] = 1 });
        Assert.Empty(file.Read());
    }

    private (double? Ms, int Asked) Ask(string machine)
    {
        var stairs = new FakeStairs(16);
        var table = new LatencyTable(stairs, new LatencyFile(_folder.Path, machine));
        var ms = table.TimeMs(Layers.Of(TinyModel.Input("x", 1, 3, 8, 8).Conv("conv1", 20).Conv("conv2", 4).Output("y"))[0]);
        table.Save();
        return (ms, stairs.Asked.Count);
    }
}
