using PruneOnBuild.Cli.Output;

namespace PruneOnBuild.Cli.Tests.Output;

public sealed class PassingLineTests : IDisposable
{
    private readonly StringWriter _writer = new() { NewLine = "\n" };

    public void Dispose() => _writer.Dispose();

    [Fact]
    public void OnATerminal_OneLineChanges_AndGoes()
    {
        var line = new PassingLine(_writer, isTerminal: true) { Prefix = "ours at 0.5: " };

        line.Report("finding groups");
        line.Report(new string('x', 200));
        line.Clear();

        string[] shown = _writer.ToString().Split('\r')[1..];
        Assert.Equal("  ours at 0.5: finding groups\e[K", shown[0]);
        Assert.Equal(79, shown[1].Replace("\e[K", "", StringComparison.Ordinal).Length);
        Assert.Equal("\e[K", shown[2]);
        Assert.DoesNotContain("\n", _writer.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void InALog_StepsInQuickSuccessionAreNotListed()
    {
        var line = new PassingLine(_writer, isTerminal: false);

        line.Report("finding groups");
        line.Report("measuring");
        line.Clear();

        Assert.Empty(_writer.ToString());
    }
}
