using System.Text.Json;
using PruneOnBuild.Cli.Output;
using PruneOnBuild.Cli.Stages;
using PruneOnBuild.Graph;
using PruneOnBuild.Policy;
using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Runtime;
using PruneOnBuild.Testing;

namespace PruneOnBuild.Cli.Tests.Gates;

/// <summary>Through real processes of this program.</summary>
public sealed class MemoryGateTests : IDisposable
{
    /// <summary>Weights of the dense model, and half of that of the pruned one: far above what processes differ by.</summary>
    private const int Channels = 8192;

    private readonly Workspace _work = new();

    public void Dispose() => _work.Dispose();

    [Fact]
    public void AModelOfHalfTheSize_TakesLessMemory_AndIsMeasuredOnce()
    {
        OnnxWriter.Write(Net(Channels), _work["Models/net.onnx"]);
        _work.Pruner.Result = Net(Channels / 2);
        _work.WriteGates("memory: { max: 1GB, maxShare: 90% }");

        var run = _work.Prune();
        _work.Prune();

        Assert.True(run.ExitCode == ExitCode.Passed, run.Text);
        Assert.Equal(1, _work.Meters.MemoryCalls);
        using var report = JsonDocument.Parse(File.ReadAllText(_work["out/report.json"]));
        var memory = report.RootElement.GetProperty("memory");
        Assert.True(Bytes(memory, "dense") > 4L * Channels * 3 * 64, run.Text);
        Assert.InRange(Bytes(memory, "pruned"), 1, Bytes(memory, "dense"));
        Assert.Equal(5, memory.GetProperty("prunedBytes").GetArrayLength());
    }

    [Fact]
    public void AMissedLimit_SaysWhatItIsAbove()
    {
        OnnxWriter.Write(Net(Channels), _work["Models/net.onnx"]);
        _work.WriteGates("memory: { max: 1KB }");

        var run = _work.Prune("--project-directory", _work[""]);

        Assert.Equal(ExitCode.GateMissed, run.ExitCode);
        string error = Assert.Single(run.Errors);
        Assert.StartsWith("prune.yaml(10,22): error POB4056: Gate memory.max missed: ", error, StringComparison.Ordinal);
        Assert.Matches(@"at most 1\.000 KB wanted \(peak of a fresh process above the .* of one that opens no model: dense .*, pruned .*; medians of 5; ", error);
    }

    [Fact]
    public void AModelThatTheProcessCannotOpen_IsAnErrorWithItsWords()
    {
        var program = _work.Run("memory-probe", """{ "model": "missing.onnx", "threads": 1, "provider": null, "feeds": [] }""");

        Assert.Equal(ExitCode.BadInput, program.ExitCode);
        Assert.Contains("POB5002", Assert.Single(program.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public void AProcessThatTellsNoPeak_IsAnErrorAtTheGate()
    {
        _work.WriteGates("memory: { max: 1GB }");
        var policy = PolicyReader.Read(_work["prune.yaml"]).Policy;
        var job = new ModelJob(policy, policy.Models[0], _work["Models/net.onnx"], OutputFiles.ForOne(_work["out"], _work["Models/net.onnx"]));

        var fault = Assert.Throws<PruneOnBuildException>(() => new MemoryProcess(job, new Dictionary<string, Tensor>()).Peak(_work["missing.onnx"]));

        Assert.Equal(("POB4060", 10), (fault.Diagnostics[0].Code, fault.Diagnostics[0].Location.Line));
        Assert.Contains("exit code 1, \"", fault.Diagnostics[0].Message, StringComparison.Ordinal);
        Assert.Contains("error POB5002: There is no such model file.", fault.Diagnostics[0].Message, StringComparison.Ordinal);
    }

    private static double Bytes(JsonElement memory, string model) => memory.GetProperty(model).GetProperty("median").GetDouble();

    private static ModelGraph Net(int channels) =>
        TinyModel.Input("x", -1, 3, 8, 8).Flatten().Gemm("wide", channels).Gemm("fc", 4).Output("y");
}
