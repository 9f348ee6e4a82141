using System.Text.Json;

namespace PruneOnBuild.Cli.Tests.Output.Ci;

/// <summary>Whole runs in a CI job, and report.sarif, which every run writes.</summary>
public sealed class CiRunTests : IDisposable
{
    private readonly Workspace _work = new();

    public CiRunTests()
    {
        _work.WritePolicy(maxDrop: 0.01);
        _work.Environment["GITHUB_ACTIONS"] = "true";
        _work.Environment["GITHUB_WORKSPACE"] = _work[""].TrimEnd('/');
        _work.Environment["GITHUB_STEP_SUMMARY"] = _work["summary.md"];
    }

    public void Dispose() => _work.Dispose();

    [Fact]
    public void MissedGate_IsAnAnnotation_AndTheReportIsTheSummary()
    {
        var run = _work.Prune();

        Assert.Equal(ExitCode.GateMissed, run.ExitCode);
        Assert.Single(run.Text.Split('\n'), line => line.StartsWith("::error file=prune.yaml,line=11,col=42,title=POB4005::", StringComparison.Ordinal));
        Assert.Equal(File.ReadAllText(_work["out/report.md"]) + "\n", File.ReadAllText(_work["summary.md"]));
    }

    [Fact]
    public void AnnotationsOff_LeavesTheSummary()
    {
        var run = _work.Prune("--annotations", "off");
        Assert.DoesNotContain("::error", run.Text, StringComparison.Ordinal);
        Assert.True(File.Exists(_work["summary.md"]));
    }

    [Fact]
    public void CiNone_LeavesNothing()
    {
        var run = _work.Prune("--ci", "none");
        Assert.DoesNotContain("::error", run.Text, StringComparison.Ordinal);
        Assert.False(File.Exists(_work["summary.md"]));
    }

    [Fact]
    public void BadInput_IsAnAnnotationToo()
    {
        _work.WritePolicy(criterion: "l3");
        Assert.Contains("::error file=prune.yaml,line=7,", _work.Prune().Text, StringComparison.Ordinal);
    }

    [Fact]
    public void SummaryThatCannotBeWritten_IsAWarning_AndNotTheRunsFailure()
    {
        _work.WritePolicy();
        _work.Environment["GITHUB_STEP_SUMMARY"] = _work["no/such/folder/summary.md"];
        File.WriteAllText(_work["no"], "a file");

        var run = _work.Prune();

        Assert.Equal(ExitCode.Passed, run.ExitCode);
        Assert.Single(run.Warnings, warning => warning.Contains("warning POB1924", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0.5, "l1", 0, true, "POB3099")]
    [InlineData(0.01, "l1", 2, true, "POB3099 POB4005")]
    [InlineData(0.5, "l3", 1, false, "POB1004")]
    public void Sarif_HasTheRunsDiagnostics_HoweverItWent(double maxDrop, string criterion, int exitCode, bool wasJudged, string rules)
    {
        _work.WritePolicy(maxDrop, criterion: criterion);
        _work.Prune("--project-directory", _work[""]);

        var run = Sarif();
        var invocation = run.GetProperty("invocations")[0];
        Assert.Equal((exitCode, wasJudged), (invocation.GetProperty("exitCode").GetInt32(), invocation.GetProperty("executionSuccessful").GetBoolean()));
        Assert.Equal("prune-on-build/Models/net.onnx/", run.GetProperty("automationDetails").GetProperty("id").GetString());
        Assert.Equal(rules.Split(' '), run.GetProperty("results").EnumerateArray().Select(result => result.GetProperty("ruleId").GetString()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Sarif_NamesFilesFromTheRepositorysRoot()
    {
        Directory.CreateDirectory(_work[".git"]);
        _work.Prune();

        var places = Sarif().GetProperty("results").EnumerateArray()
            .Select(result => result.GetProperty("locations")[0].GetProperty("physicalLocation").GetProperty("artifactLocation"));
        Assert.All(places, place =>
            Assert.Equal(("prune.yaml", "%SRCROOT%"), (place.GetProperty("uri").GetString(), place.GetProperty("uriBaseId").GetString())));
    }

    [Fact]
    public void Sarif_OfAFaultOfOurs_SaysSo()
    {
        _work.Pruner.Failure = new InvalidOperationException("broken");
        var run = _work.Prune();
        File.Delete(Assert.Single(run.Errors).Split('\'')[1]);

        var invocation = Sarif().GetProperty("invocations")[0];
        Assert.False(invocation.GetProperty("executionSuccessful").GetBoolean());
        Assert.Equal("POB9001", invocation.GetProperty("toolExecutionNotifications")[0].GetProperty("descriptor").GetProperty("id").GetString());
    }

    private JsonElement Sarif()
    {
        using var log = JsonDocument.Parse(File.ReadAllText(_work["out/report.sarif"]));
        return log.RootElement.GetProperty("runs")[0].Clone();
    }
}
