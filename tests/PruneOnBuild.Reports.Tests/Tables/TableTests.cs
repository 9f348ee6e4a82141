using PruneOnBuild.Reports.Tables;

namespace PruneOnBuild.Reports.Tests.Tables;

public sealed class TableTests
{
    [Fact]
    public void Console_AlignsWordsLeftAndNumbersRight()
    {
        var table = new Table([new("group"), new("kept", Right: true)], [["conv1 output", "8"], ["fc", "128"]]);

        Assert.Equal("  group         kept\n  conv1 output     8\n  fc             128\n", TableWriter.Write(table));
    }

    [Fact]
    public void Console_ShortensTheMiddleOfTheWidestWords_ToAHundredColumns()
    {
        string name = "/" + new string('a', 90) + "/conv";
        var table = new Table([new("name"), new("reason"), new("weights", Right: true)], [[name, "also a graph output", "1,234"]]);

        var lines = TableWriter.Write(table).TrimEnd('\n').Split('\n');

        Assert.All(lines, line => Assert.True(line.Length <= 100, line));
        Assert.Equal(100, lines[1].Length);
        Assert.StartsWith("  /aaa", lines[1], StringComparison.Ordinal);
        Assert.Contains("...", lines[1], StringComparison.Ordinal);
        Assert.EndsWith("a/conv  also a graph output    1,234", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Markdown_SaysHowColumnsAreAligned() =>
        Assert.Equal(
            "| group | kept |\n| --- | ---: |\n| conv1 | 8 |\n",
            MarkdownTable.Write(new Table([new("group"), new("kept", Right: true)], [["conv1", "8"]])));

    [Theory]
    [InlineData("a|b", "a\\|b")]
    [InlineData("_x_ *y* `z`", "\\_x\\_ \\*y\\* \\`z\\`")]
    [InlineData("<b>[a](u)", "\\<b>\\[a\\](u)")]
    [InlineData("two\nlines", "two lines")]
    public void Markdown_EscapesWhatItWouldReadAsItsOwn(string text, string escaped) => Assert.Equal(escaped, MarkdownTable.Escape(text));
}
