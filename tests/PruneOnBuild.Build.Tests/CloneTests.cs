using System.Text.Json.Nodes;
using PruneOnBuild.Build.Tests.Throwaway;

namespace PruneOnBuild.Build.Tests;

/// <summary>One project in two folders, as two clones of a repository are, built by the package's own worker.</summary>
public sealed class CloneTests
{
    private const string Gates = "size: { maxShare: 90% }, latency: { speedup: 0.01 }";
    private const string MissedGates = "size: { maxShare: 1% }, latency: { speedup: 0.01 }";

    private readonly ThrowawayProject _first = RealPolicy.Project("first");
    private readonly ThrowawayProject _second = RealPolicy.Project("second clone");

    [Fact]
    [Trait("Goal", "M4")]
    public void WithOneCache_ASecondCloneTakesModelFiguresAndVerdicts_AndMeasuresNothing()
    {
        var cache = $"-p:PruneOnBuildCache={_first.PathOf("../cache")}";
        _first.WriteRealPolicy(Gates).Build(cache).ShouldPass();
        Assert.Contains(false, StagesFromCache(_first));
        _second.WriteRealPolicy(Gates).Build(cache).ShouldPass();

        Assert.Equal(Model(_first), Model(_second));
        Assert.All(StagesFromCache(_second), Assert.True);
        Assert.Equal(Report(_first), Report(_second));

        var missed = _first.WriteRealPolicy(MissedGates).Build("--no-restore", cache).OnlyError("POB4009");
        var again = _second.WriteRealPolicy(MissedGates).Build("--no-restore", cache).OnlyError("POB4009");
        Assert.Equal((Words(missed.Text), missed.LineNumber, missed.ColumnNumber), (Words(again.Text), again.LineNumber, again.ColumnNumber));
        Assert.All(StagesFromCache(_second), Assert.True);
        Assert.Equal(Model(_first), Model(_second));
    }

    [Fact]
    [Trait("Goal", "M10")]
    public void WithoutACommonCache_BothMakeTheSameBytesAndReport()
    {
        _first.Build().ShouldPass();
        _second.Build().ShouldPass();
        Assert.Contains(false, StagesFromCache(_second));
        Assert.Equal(Model(_first), Model(_second));
        Assert.Equal(Report(_first, "latency"), Report(_second, "latency"));
    }

    /// <summary>An error without the path of its report, which differs.</summary>
    private static string Words(string error) => error.Split(" Report: ")[0];

    private static byte[] Model(ThrowawayProject project) => File.ReadAllBytes(project.PathOf("bin/Debug/net10.0/Models/m.onnx"));

    private static IEnumerable<bool> StagesFromCache(ThrowawayProject project) =>
        Parse(project)["run"]!["stages"]!.AsArray().Select(stage => (bool)stage!["fromCache"]!);

    /// <summary>report.json without the sections that may differ: when it was written, and here also what was timed.</summary>
    private static string Report(ThrowawayProject project, params IEnumerable<string> without)
    {
        var report = Parse(project);
        Assert.All([.. without, "run"], section => Assert.True(report.Remove(section)));
        return report.ToString();
    }

    private static JsonObject Parse(ThrowawayProject project) =>
        JsonNode.Parse(File.ReadAllText(project.InWorkFolder("m", "report.json")))!.AsObject();
}
