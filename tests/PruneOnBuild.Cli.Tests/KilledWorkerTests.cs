using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using PruneOnBuild.Gates;
using PruneOnBuild.Gates.Memory;
using PruneOnBuild.Graph;

namespace PruneOnBuild.Cli.Tests;

/// <summary>The real worker, killed as <c>kill -9</c> does.</summary>
[Trait("Goal", "M5")]
public sealed class KilledWorkerTests : IDisposable
{
    private readonly Workspace _work = new();

    public void Dispose() => _work.Dispose();

    [Theory]
    [InlineData(200)]
    [InlineData(600)]
    [InlineData(1200)]
    [InlineData(2500)]
    public async Task NothingIsHalf_AndTheNextRunIsWhole(int milliseconds)
    {
        _work.WritePolicy(maxDrop: 0.99, speedup: 0.01, size: "1MB");
        using (var worker = Start())
        {
            await Task.Delay(milliseconds);
            worker.Kill();
            await worker.WaitForExitAsync();
        }
        Assert.All(_work.OutputFiles().Where(file => file.EndsWith(".onnx", StringComparison.Ordinal)), file => OnnxReader.Read(_work[file]));

        using var next = Start();
        string output = await next.StandardOutput.ReadToEndAsync();
        await next.WaitForExitAsync();

        Assert.True(next.ExitCode == 0, output);
        Assert.DoesNotContain("damaged", output, StringComparison.Ordinal);
        OnnxReader.Read(_work["out/net.onnx"]);
    }

    // A killed worker cannot end the processes in which it measures memory. Here a shell is the worker, and a pipe into which nobody writes the model.
    [SkippableFact]
    public async Task ItsMemoryProbe_EndsSoon()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "needs pipes with names");
        string request = JsonSerializer.Serialize(new MemoryRequest(_work["pipe.onnx"], 1, null, []), GatesJson.Default.MemoryRequest);
        using (var make = Process.Start("mkfifo", [_work["pipe.onnx"]]))
            await make.WaitForExitAsync();
        using var worker = Process.Start(new ProcessStartInfo("sh")
        {
            ArgumentList = { "-c", $"PRUNEONBUILD_PARENT=$$ dotnet '{typeof(Program).Assembly.Location}' memory-probe '{request}' & echo $!; wait" },
            RedirectStandardOutput = true,
        })!;
        using var probe = Process.GetProcessById(int.Parse((await worker.StandardOutput.ReadLineAsync())!, CultureInfo.InvariantCulture));
        // Long enough for the probe to hang in the runtime's own code, where nothing of ours runs.
        await Task.Delay(1500);
        Assert.False(probe.HasExited);

        worker.Kill();
        // The law is one second; a server that runs other tests beside may be later than that.
        using var most = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        await probe.WaitForExitAsync(most.Token);
    }

    private Process Start() => Process.Start(new ProcessStartInfo("dotnet")
    {
        ArgumentList =
        {
            typeof(Program).Assembly.Location, "prune", "--policy", _work["prune.yaml"],
            "--model", _work["Models/net.onnx"], "--output", _work["out"],

            // Four samples decide nothing, which fails on a build server.
            "--verdicts", "warn",
        },
        RedirectStandardOutput = true,
    })!;
}
