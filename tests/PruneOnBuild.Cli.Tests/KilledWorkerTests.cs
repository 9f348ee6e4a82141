using System.Diagnostics;
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
