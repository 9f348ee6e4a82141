using PruneOnBuild.Cli.Output.Ci;
using PruneOnBuild.Testing;

namespace PruneOnBuild.Cli.Tests.Output.Ci;

public sealed class StepSummaryTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Page => _folder.File("summary.md");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void ReportsAreAddedToWhatIsThere()
    {
        _folder.Write("summary.md", "earlier\n");
        StepSummary.Append(Page, [_folder.Write("a.md", "# a\n"), _folder.Write("b.md", "# b\n")]);
        Assert.Equal("earlier\n# a\n\n# b\n\n", File.ReadAllText(Page));
    }

    [Fact]
    public void ThePageStaysBelowItsLimit_AndCountsWhatDidNotFit()
    {
        string large = _folder.Write("large.md", new string('x', 600_000));
        StepSummary.Append(Page, [large, large, _folder.Write("small.md", "# small\n"), large]);

        string text = File.ReadAllText(Page);
        Assert.EndsWith("x\n# small\n\n2 more reports did not fit here; they lie beside the pruned models.\n", text, StringComparison.Ordinal);
        for (int i = 0; i < 10_000; i++)
            StepSummary.Append(Page, [large]);
        Assert.InRange(new FileInfo(Page).Length, text.Length, StepSummary.MostBytes);
    }

    [Fact]
    public async Task SeveralWorkersAtOnce_LoseNothing()
    {
        string[] reports = [.. Enumerable.Range(0, 8).Select(i => _folder.Write($"{i}.md", $"# {i}"))];
        await Task.WhenAll(reports.Select(report => Task.Run(() => StepSummary.Append(Page, [report]))));
        Assert.Equal(reports.Select((_, i) => $"# {i}"), File.ReadAllLines(Page).Order(StringComparer.Ordinal));
    }
}
