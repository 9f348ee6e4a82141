using PruneOnBuild.Build.Tests.Throwaway;

namespace PruneOnBuild.Build.Tests;

/// <summary>One binary log is a whole bug report, most of all that of a failed build.</summary>
[Trait("Goal", "M11")]
public sealed class BinlogTests
{
    private readonly ThrowawayProject _project = new ThrowawayProject().Model("Models/m.onnx");

    [Theory]
    [InlineData("passed")]
    [InlineData("missed")]
    public void HoldsPolicyReportsAndTheWorkersWords(string behaviour)
    {
        var files = _project.Policy($"behaviour: {behaviour}").Build().EmbeddedFiles;
        Assert.Equal($"behaviour: {behaviour}\n", Text("prune.yaml"));
        Assert.Equal("# m.onnx\n", Text("report.md"));
        Assert.Equal("{}", Text("report.json"));
        Assert.Contains("progress: m.onnx", Text("worker.log"), StringComparison.Ordinal);

        string Text(string name) => Assert.Single(files, file => file.Path.EndsWith("/" + name, StringComparison.Ordinal)).Text;
    }

    [Fact]
    public void OfACrash_HoldsTheWorkersWords()
    {
        var files = _project.Policy("behaviour: crash").Build().EmbeddedFiles;
        var log = Assert.Single(files, file => file.Path.EndsWith("/worker.log", StringComparison.Ordinal));
        Assert.Contains("the fake worker was asked to crash", log.Text, StringComparison.Ordinal);
    }
}
