using System.Text.Json;

namespace PruneOnBuild.Cli.Tests;

/// <summary>A model with a target for each runtime identifier.</summary>
public sealed class TargetChoiceTests : IDisposable
{
    private readonly Workspace _work = new();

    public TargetChoiceTests() => _work.Write("prune.yaml", File.ReadAllText(_work["prune.yaml"])
        .Replace("models:", "  there: { hardware: cpu, threads: 2 }\nmodels:", StringComparison.Ordinal)
        .Replace("target: here", "target: { android-arm64: there, default: here }", StringComparison.Ordinal));

    public void Dispose() => _work.Dispose();

    [Theory]
    [InlineData("here")]
    [InlineData("here", "--runtime", "linux-x64")]
    [InlineData("there", "--runtime", "android-arm64")]
    [InlineData("there", "--target", "there")]
    [InlineData("here", "--target", "here", "--runtime", "android-arm64")]
    public void ReportNamesTheChosenTarget(string target, params string[] options)
    {
        Assert.Equal(ExitCode.Passed, _work.Prune(options).ExitCode);
        using var report = JsonDocument.Parse(File.ReadAllText(_work["out/report.json"]));
        Assert.Equal(target, report.RootElement.GetProperty("target").GetProperty("name").GetString());
    }

    [Fact]
    public void LockAndBaseline_KeepAnEntryForEachTarget()
    {
        _work.Prune("--lock", "update", "--baseline", "update");
        _work.Prune("--lock", "update", "--baseline", "update", "--runtime", "android-arm64");
        Assert.Equal(["Models/net.onnx", "Models/net.onnx@there"], Names("prune.lock"));
        Assert.Equal(["Models/net.onnx", "Models/net.onnx@there"], Names("prune.baseline.json"));

        foreach (string identifier in new[] { "linux-x64", "android-arm64" })
        {
            var run = _work.Prune("--lock", "require", "--runtime", identifier);
            Assert.Equal(ExitCode.Passed, run.ExitCode);
            Assert.DoesNotContain(run.Warnings, warning => warning.Contains("stale", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void UnknownTarget_IsAnErrorWithTheNearestName()
    {
        var run = _work.Prune("--target", "their");
        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Contains("error POB1101", Assert.Single(run.Errors), StringComparison.Ordinal);
        Assert.Contains("Did you mean 'there'?", run.Text, StringComparison.Ordinal);
    }

    private string[] Names(string file)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(_work[file]));
        return [.. json.RootElement.GetProperty("models").EnumerateObject().Select(model => model.Name)];
    }
}
