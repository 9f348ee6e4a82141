using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PruneOnBuild.Build.Tests.Throwaway;

namespace PruneOnBuild.Build.Tests;

/// <summary>One project in two folders, as two clones of a repository are, built by the package's own worker.</summary>
public sealed partial class CloneTests
{
    private const string Gates = "size: { maxShare: 90% }, latency: { speedup: 0.01 }";
    private const string MissedGates = "size: { maxShare: 1% }, latency: { speedup: 0.01 }";

    private readonly ThrowawayProject _first = RealPolicy.Project("first");
    private readonly ThrowawayProject _second = RealPolicy.Project("second clone");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Trait("Goal", "M4")]
    public void WithOneCache_ASecondCloneTakesModelFiguresAndVerdicts_AndMeasuresNothing(bool areRepositories)
    {
        if (areRepositories)
            MakeRepositories();
        _first.WriteRealPolicy(Gates).Build(Cache).ShouldPass();
        Assert.Contains(false, StagesFromCache(_first));
        _second.WriteRealPolicy(Gates).Build(Cache).ShouldPass();

        Assert.Equal(Model(_first), Model(_second));
        AssertMeasuredNothing();
        Assert.Equal(Report(_first), Report(_second));

        var missed = _first.WriteRealPolicy(MissedGates).Build("--no-restore", Cache).OnlyError("POB4009");
        var again = _second.WriteRealPolicy(MissedGates).Build("--no-restore", Cache).OnlyError("POB4009");
        Assert.Equal((Words(missed.Text), missed.LineNumber, missed.ColumnNumber), (Words(again.Text), again.LineNumber, again.ColumnNumber));
        AssertMeasuredNothing();
        Assert.Equal(Model(_first), Model(_second));

        // Outside a repository the worker of the second clone finds each stage stored; inside one there was no such worker.
        void AssertMeasuredNothing()
        {
            if (areRepositories)
                Assert.Equal(Run(_first), Run(_second));
            else
                Assert.All(StagesFromCache(_second), Assert.True);
        }
    }

    [Theory]
    [InlineData(Gates, true)]
    [InlineData(MissedGates, false)]
    [Trait("Goal", "M4")]
    public void RepeatedRun_LeavesAndSaysWhatTheWorkerWouldHave(string gates, bool passes)
    {
        MakeRepositories();
        _first.WriteRealPolicy(gates).Build(Cache);
        var repeated = Second();
        Directory.Delete(_first.PathOf("../cache/runs"), recursive: true);
        var worked = Second();

        Assert.NotEqual(worked.Run, repeated.Run);
        Assert.Equal(worked.Log, repeated.Log);
        Assert.Equal(worked.Errors, repeated.Errors);
        Assert.Equal(passes ? 0 : 1, repeated.Errors.Length);
        Assert.Equal(worked.Files.Keys, repeated.Files.Keys);
        Assert.All(worked.Files, file => Assert.Equal(file.Value, repeated.Files[file.Key]));

        (string Run, string Log, string[] Errors, SortedDictionary<string, string> Files) Second()
        {
            if (Directory.Exists(_second.PathOf("obj/prune")))
                Directory.Delete(_second.PathOf("obj/prune"), recursive: true);
            var build = _second.WriteRealPolicy(gates).Build(Cache);
            _ = passes ? build.ShouldPass() : build.ShouldFail();
            var folder = Path.GetDirectoryName(_second.InWorkFolder("m", "report.md"))!;
            return (
                Run(_second),
                File.ReadAllText(Path.Combine(folder, "worker.log")),
                [.. build.Errors.Select(error => $"{error.File}({error.LineNumber},{error.ColumnNumber}) {error.Code} {error.Text}")],
                new(Directory.GetFiles(folder).Where(IsOfTheRun).ToDictionary(file => Path.GetFileName(file), WithoutTimes), StringComparer.Ordinal));
        }
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

    private string Cache => $"-p:PruneOnBuildCache={_first.PathOf("../cache")}";

    private void MakeRepositories()
    {
        Directory.CreateDirectory(_first.PathOf(".git"));
        Directory.CreateDirectory(_second.PathOf(".git"));
    }

    private static bool IsOfTheRun(string file) =>
        Path.GetFileName(file) is var name && name is not ("run.txt" or "worker.log") && !name.StartsWith("reported-", StringComparison.Ordinal);

    /// <summary>A file of a run but for what differs from run to run: dates and how long each stage took.</summary>
    private static string WithoutTimes(string file) => Path.GetExtension(file) switch
    {
        ".onnx" => Convert.ToHexString(File.ReadAllBytes(file)),
        ".json" => Report(Parse(file)),
        _ => TimesOfRuns().Replace(File.ReadAllText(file), "TIME"),
    };

    [GeneratedRegex("""(data|pruned|latency|accuracy|memory|read|swapped|work|placement|provider): (from cache|[0-9.]+ s)|\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d)?(\.\d+)?Z?""")]
    private static partial Regex TimesOfRuns();

    /// <summary>An error without the path of its report, which differs.</summary>
    private static string Words(string error) => error.Split(" Report: ")[0];

    private static byte[] Model(ThrowawayProject project) => File.ReadAllBytes(project.PathOf("bin/Debug/net10.0/Models/m.onnx"));

    private static string Run(ThrowawayProject project) => Parse(project)["run"]!.ToString();

    private static IEnumerable<bool> StagesFromCache(ThrowawayProject project) =>
        Parse(project)["run"]!["stages"]!.AsArray().Select(stage => (bool)stage!["fromCache"]!);

    /// <summary>report.json without the sections that may differ: when it was written, and here also what was timed.</summary>
    private static string Report(ThrowawayProject project, params IEnumerable<string> without) => Report(Parse(project), without);

    private static string Report(JsonObject report, params IEnumerable<string> without)
    {
        Assert.All([.. without, "run"], section => Assert.True(report.Remove(section)));
        return report.ToString();
    }

    private static JsonObject Parse(ThrowawayProject project) => Parse(project.InWorkFolder("m", "report.json"));

    private static JsonObject Parse(string report) => JsonNode.Parse(File.ReadAllText(report))!.AsObject();
}
