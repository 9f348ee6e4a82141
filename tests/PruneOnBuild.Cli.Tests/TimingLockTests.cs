using System.Diagnostics;
using PruneOnBuild.Cli.Bench.Gates.Builds;
using PruneOnBuild.Runtime.Timing;

namespace PruneOnBuild.Cli.Tests;

/// <summary>Real processes that build at once.</summary>
public sealed class TimingLockTests : IDisposable
{
    private const int Builds = 8;

    private readonly Workspace _work = new();

    public void Dispose() => _work.Dispose();

    [SkippableFact]
    public async Task EightBuilds_NeverTimeAtOnce()
    {
        Skip.If(OperatingSystem.IsWindows(), "there TMPDIR does not move the lock");
        _work.WritePolicy(maxDrop: 0.99, speedup: 0.01, size: "1MB");
        Directory.CreateDirectory(_work["tmp"]);
        var workers = Enumerable.Range(0, Builds).Select(Start).ToArray();
        string[] outputs = await Task.WhenAll(workers.Select(worker => worker.StandardOutput.ReadToEndAsync()));
        foreach (var worker in workers)
            await worker.WaitForExitAsync();
        Assert.All(workers.Zip(outputs), pair => Assert.True(pair.First.ExitCode == 0, pair.Second));

        var held = TimedSpan.Read(_work["timing.log"]);
        Assert.Equal(workers.Select(worker => worker.Id).Order(), held.Select(span => span.Process).Distinct().Order());
        Assert.Empty(TimedSpan.Overlaps(held));
        foreach (var worker in workers)
            worker.Dispose();
    }

    private Process Start(int build) => Process.Start(new ProcessStartInfo("dotnet")
    {
        ArgumentList =
        {
            typeof(Program).Assembly.Location, "prune", "--policy", _work["prune.yaml"],
            "--model", _work["Models/net.onnx"], "--output", _work[$"out{build}"], "--lock", "off",

            // Four samples decide nothing, which fails on a build server.
            "--verdicts", "warn",
        },
        Environment = { ["TMPDIR"] = _work["tmp"], [TimingLock.LogVariable] = _work["timing.log"] },
        RedirectStandardOutput = true,
    })!;
}
