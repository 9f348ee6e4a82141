using System.Text.Json;
using PruneOnBuild.Pruning;

namespace PruneOnBuild.Cli.Tests.Gates;

public sealed class PredictedGateTests : IDisposable
{
    /// <summary>So slow that the multiply-adds of a tiny model take milliseconds.</summary>
    private const string Npu = "{ hardware: gpu, widths: 4, accelerator: { multiplyAddsPerSecond: 10M, bandwidth: 1GB/s } }";

    private readonly Workspace _work = new();

    public void Dispose() => _work.Dispose();

    [Fact]
    public void ATargetThatIsNotHere_IsPredicted_AndSaidToBe()
    {
        _work.WriteTarget(Npu);
        _work.WriteGates("predicted: { speedup: 1.2, latency: 10ms }");

        var run = _work.Prune(new Pruner(), "out");

        Assert.True(run.ExitCode == ExitCode.Passed, run.Text);
        using var report = JsonDocument.Parse(File.ReadAllText(_work["out/report.json"]));
        var predicted = report.RootElement.GetProperty("predicted");
        var cost = report.RootElement.GetProperty("cost");
        // All layers are bound by their multiply-adds, at 10 million a second.
        Assert.Equal(cost.GetProperty("dense").GetProperty("multiplyAdds").GetDouble() / 1e4, predicted.GetProperty("denseMs").GetDouble(), 6);
        Assert.Equal(cost.GetProperty("pruned").GetProperty("multiplyAdds").GetDouble() / 1e4, predicted.GetProperty("prunedMs").GetDouble(), 6);
        Assert.Contains("latency, predicted", run.Text, StringComparison.Ordinal);
        Assert.Contains("latency p50, CPU here", run.Text, StringComparison.Ordinal);
        Assert.Contains("Predicted latency, from the target's accelerator and not measured: dense ", File.ReadAllText(_work["out/report.md"]), StringComparison.Ordinal);
    }

    [Fact]
    public void AMissedPrediction_IsAnError_AndOtherFiguresPredictAnew_WithoutPruning()
    {
        _work.WriteTarget(Npu);
        _work.WriteGates("predicted: { speedup: 99, latency: 1us }");

        var run = _work.Prune();

        Assert.Equal(ExitCode.GateMissed, run.ExitCode);
        Assert.Collection(
            run.Errors,
            error => Assert.Contains("error POB4058: Gate predicted.speedup missed: 1.00x predicted, at least 99.00x wanted (predicted from", error, StringComparison.Ordinal),
            error => Assert.Contains("error POB4059: Gate predicted.latency missed: ", error, StringComparison.Ordinal));
        _work.Write("prune.yaml", File.ReadAllText(_work["prune.yaml"]).Replace("10M", "10T", StringComparison.Ordinal).Replace("speedup: 99", "speedup: 1", StringComparison.Ordinal)
            .Replace("1us", "10ms", StringComparison.Ordinal));
        Assert.Equal(ExitCode.Passed, _work.Prune().ExitCode);
        Assert.Equal(1, _work.Pruner.Calls);
    }

    [Fact]
    public void ATypeWithoutARate_FailsTheGate()
    {
        _work.WriteTarget("{ hardware: gpu, accelerator: { multiplyAddsPerSecond: { int8: 10M }, bandwidth: 1GB/s } }");
        _work.WriteGates("predicted: { speedup: 0.1 }");

        string error = Assert.Single(_work.Prune().Errors);

        Assert.Contains("POB4058: Gate predicted.speedup missed: the accelerator has no multiplyAddsPerSecond for the float32 weights of Conv 'conv1'", error, StringComparison.Ordinal);
    }
}
