using System.Diagnostics;
using PruneOnBuild.Cli.Locking;

namespace PruneOnBuild.Cli.Tests.Locking;

/// <summary>A lock file is the old one or the new one, whenever its writer dies.</summary>
public sealed class KilledWhileLockingTests : IDisposable
{
    private readonly Workspace _work = new();

    public void Dispose() => _work.Dispose();

    [Fact]
    public void HalfAFileOfAKilledWriter_IsNotTheLock()
    {
        _work.Prune("--lock", "update");
        string text = File.ReadAllText(_work["prune.lock"]);
        string half = _work.Write("prune.lock.0123456789abcdef.tmp", text[..(text.Length / 2)]);
        File.SetLastWriteTimeUtc(half, DateTime.UtcNow.AddHours(-2));

        Assert.Equal(ExitCode.Passed, _work.Prune("--lock", "require").ExitCode);
        Assert.Equal(text, File.ReadAllText(_work["prune.lock"]));

        _work.Prune("--lock", "update");
        Assert.False(File.Exists(half));
    }

    [Theory]
    [InlineData(500)]
    [InlineData(1000)]
    [InlineData(1500)]
    public async Task KilledWorker_LeavesAWholeLock(int milliseconds)
    {
        _work.Prune("--lock", "update");
        _work.WritePolicy(maxDrop: 0.99, speedup: 0.01, criterion: "l2");
        using (var worker = Start())
        {
            await Task.Delay(milliseconds);
            worker.Kill();
            await worker.WaitForExitAsync();
        }
        Assert.Single(new LockFile(_work["prune.lock"]).Read().Models);

        using var next = Start();
        string output = await next.StandardOutput.ReadToEndAsync();
        await next.WaitForExitAsync();

        Assert.True(next.ExitCode == 0, output);
        Assert.Equal("conv1 output", new LockFile(_work["prune.lock"]).Read().Models["Models/net.onnx"].Groups[0].Name);
    }

    private Process Start() => Process.Start(new ProcessStartInfo("dotnet")
    {
        ArgumentList =
        {
            typeof(Program).Assembly.Location, "prune", "--policy", _work["prune.yaml"],
            "--model", _work["Models/net.onnx"], "--output", _work["out"], "--lock", "update",

            // Four samples decide nothing, which fails on a build server.
            "--verdicts", "warn",
        },
        RedirectStandardOutput = true,
    })!;
}
