using PruneOnBuild.Testing;
using PruneOnBuild.Reports.Json;
using PruneOnBuild.Reports.Writers;

namespace PruneOnBuild.Reports.Tests.Writers;

public sealed class ReportGoldenTests
{
    [Fact]
    public void Console_OfAStructuredModel() => Verify("structured.txt", ConsoleReport.Write(Some.StructuredReport));

    [Fact]
    public void Console_OfASparseModel() => Verify("sparse.txt", ConsoleReport.Write(Some.SparseReport));

    [Fact]
    public void Markdown_OfAStructuredModel() => Verify("structured.md", MarkdownReport.Write(Some.StructuredReport));

    [Fact]
    public void Markdown_OfASparseModel() => Verify("sparse.md", MarkdownReport.Write(Some.SparseReport));

    [Fact]
    public void Json_OfAStructuredModel() => Verify("structured.json", ReportJson.Write(Some.StructuredReport));

    [Fact]
    public void Html_OfAStructuredModel() => Verify("structured.html", HtmlReport.Write(Some.StructuredReport));

    [Fact]
    public void Html_OfASparseModel() => Verify("sparse.html", HtmlReport.Write(Some.SparseReport));

    private static void Verify(string name, string actual) =>
        Assert.Equal(GoldenFile.Accepted("PruneOnBuild.Reports.Tests", name, actual), actual);
}
