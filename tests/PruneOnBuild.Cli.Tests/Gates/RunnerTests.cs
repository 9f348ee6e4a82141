using System.Text.Json;

namespace PruneOnBuild.Cli.Tests.Gates;

/// <summary>Latency through programs of the user's own: shell scripts, as they would be.</summary>
public sealed class RunnerTests : IDisposable
{
    private readonly Workspace _work = new();

    public RunnerTests()
    {
        Skip.If(OperatingSystem.IsWindows(), "the runner is a shell script");
        _work.Meters.IsLatencyReal = true;
    }

    public void Dispose() => _work.Dispose();

    [SkippableFact]
    public void ItsTimes_AreWhatTheLatencyGateJudges()
    {
        Runner("""
            echo "$1" >> calls.txt
            case "$1" in */Models/*) echo '{"ms": [4, 4.4, 4.2]}';; *) echo '{"ms": [2, 2.2, 2.1]}';; esac
            """);
        _work.WriteGates("latency: { speedup: 1.8, p50: 3ms, runner: here }");

        var run = _work.Prune();

        Assert.True(run.ExitCode == ExitCode.Passed, run.Text);
        using var report = JsonDocument.Parse(File.ReadAllText(_work["out/report.json"]));
        var latency = report.RootElement.GetProperty("latency");
        Assert.Equal((4.2, 2.1), (latency.GetProperty("dense").GetProperty("p50Ms").GetDouble(), latency.GetProperty("pruned").GetProperty("p50Ms").GetDouble()));
        Assert.Equal("here", latency.GetProperty("machine").GetProperty("device").GetString());
        Assert.Contains("timed by runner here; ", File.ReadAllText(_work["out/report.md"]), StringComparison.Ordinal);
        Assert.DoesNotContain("CPU here", run.Text, StringComparison.Ordinal);
        string[] calls = File.ReadAllLines(_work["calls.txt"]);
        Assert.Equal(calls.Length / 2, calls.Count(call => call == _work["Models/net.onnx"]));
    }

    [SkippableTheory]
    [InlineData("echo 'no devices found' >&2; exit 3", "POB5171", "ended with exit code 3 and said \"no devices found\"")]
    [InlineData("echo done", "POB5172", "printed no times, but \"done\"")]
    [InlineData("true", "POB5172", "printed no times, but \"nothing\"")]
    [InlineData("echo '{\"ms\": []}'", "POB5173", "an empty list of times")]
    [InlineData("echo '{\"ms\": [1, \"NaN\"]}'", "POB5173", "something that is no number as a time")]
    [InlineData("sleep 60", "POB5174", "took longer than 0.5 s and was ended")]
    public void ACallThatTellsNoTimes_IsAnErrorAtItsCommand(string script, string code, string words)
    {
        Runner(script, code == "POB5174" ? "0.5s" : "60s");
        _work.WriteGates("latency: { speedup: 0.1 }");

        var run = _work.Prune("--project-directory", _work[""]);

        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        string error = Assert.Single(run.Errors);
        Assert.StartsWith($"prune.yaml(3,45): error {code}: The runner './run.sh {{model}}' ", error, StringComparison.Ordinal);
        Assert.Contains(words, error, StringComparison.Ordinal);
        Assert.DoesNotContain("out/net.onnx", _work.OutputFiles());
    }

    [SkippableFact]
    public void AProgramThatIsNotThere_IsAnError()
    {
        _work.WriteTarget("{ hardware: gpu, runner: { command: \"./missing {model}\" } }");
        _work.WriteGates("latency: { speedup: 0.1 }");

        Assert.Contains("error POB5175: The runner './missing {model}' does not start: ", Assert.Single(_work.Prune().Errors), StringComparison.Ordinal);
    }

    private void Runner(string script, string timeout = "60s")
    {
        string file = _work.Write("run.sh", $"#!/bin/sh\n{script}\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        _work.WriteTarget($"{{ hardware: gpu, runner: {{ command: \"./run.sh {{model}}\", timeout: {timeout} }} }}");
    }
}
