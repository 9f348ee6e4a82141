using PruneOnBuild.Reports.Json;
using PruneOnBuild.Reports.Tests.Golden;
using PruneOnBuild.Reports.Writers;

namespace PruneOnBuild.Reports.Tests.Writers;

public sealed class ReportGoldenTests
{
    [Fact]
    public void Console_OfAStructuredModel() => GoldenFile.Verify("structured.txt", ConsoleReport.Write(Some.StructuredReport));

    [Fact]
    public void Console_OfASparseModel() => GoldenFile.Verify("sparse.txt", ConsoleReport.Write(Some.SparseReport));

    [Fact]
    public void Markdown_OfAStructuredModel() => GoldenFile.Verify("structured.md", MarkdownReport.Write(Some.StructuredReport));

    [Fact]
    public void Markdown_OfASparseModel() => GoldenFile.Verify("sparse.md", MarkdownReport.Write(Some.SparseReport));

    [Fact]
    public void Json_OfAStructuredModel() => GoldenFile.Verify("structured.json", ReportJson.Write(Some.StructuredReport));
}
