using System.Text.Json;
using PruneOnBuild.Policy;
using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Pruning;
using PruneOnBuild.Runtime;
using PruneOnBuild.Testing;

namespace PruneOnBuild.Cli.Tests.Gpu;

/// <summary>Prunes for <c>hardware: gpu</c> and runs what results through WebGPU. Nothing is timed: the device may be a CPU that plays one.</summary>
public sealed class WebGpuTests : IDisposable
{
    private const float Tolerance = 1e-3f;

    private readonly Workspace _work = new();

    public void Dispose() => _work.Dispose();

    [SkippableFact]
    public void AModelPrunedForAGpu_RunsThere_AndTheReportNamesTheDevice()
    {
        GpuDevice.Require();
        _work.WriteGates("structure: { allNodesOnProvider: true }");
        _work.WriteTarget("{ hardware: gpu, provider: webgpu, widths: 4 }");

        var run = _work.Prune(new Pruner(), "out");

        Assert.True(run.ExitCode == ExitCode.Passed, run.Text);
        AssertEqualOnBoth(_work["Models/net.onnx"]);
        AssertEqualOnBoth(_work["out/net.onnx"]);
        Assert.True(new FileInfo(_work["out/net.onnx"]).Length < new FileInfo(_work["Models/net.onnx"]).Length);
        using var report = JsonDocument.Parse(File.ReadAllText(_work["out/report.json"]));
        var machine = report.RootElement.GetProperty("latency").GetProperty("machine");
        Assert.Equal("webgpu", machine.GetProperty("provider").GetString());
        Assert.Contains(
            report.RootElement.GetProperty("placement").GetProperty("nodes").EnumerateArray(), node => node.GetProperty("provider").GetString() == "webgpu");
        if (OperatingSystem.IsLinux())
            Assert.Contains($"webgpu on {machine.GetProperty("device").GetString()}, ", File.ReadAllText(_work["out/report.md"]), StringComparison.Ordinal);
    }

    /// <summary>Top-1 of a trained model on its own samples, dense and pruned, is on the GPU what it is on the CPU.</summary>
    [SkippableFact]
    public void ATrainedModel_IsAsAccurateOnTheGpuAsOnTheCpu()
    {
        string shared = Shared.Require();
        GpuDevice.Require();
        const int Samples = 16;
        File.Copy(Path.Combine(shared, "models", "trained", "resnet20.onnx"), _work["Models/net.onnx"], overwrite: true);
        WriteFirst(Samples, shared);
        _work.WritePolicy(goal: "{ ratio: 0.1 }");
        _work.WriteGates("accuracy: { metric: top1, min: 30% }", "onInconclusive: { local: warn, ci: warn }");
        _work.Meters.IsAccuracyReal = true;

        var onCpu = Outcomes("cpu");
        _work.WriteTarget("{ hardware: gpu, provider: webgpu }");
        var onGpu = Outcomes("gpu");

        Assert.Equal(Samples, onCpu.Sum());
        Assert.InRange(onCpu[0] + onCpu[1], Samples / 2, Samples);
        // A sample whose two best classes are within rounding may fall either way.
        Assert.All(onCpu.Zip(onGpu), pair => Assert.InRange(pair.Second, pair.First - 1, pair.First + 1));
    }

    private void WriteFirst(int count, string shared)
    {
        var line = new SourceLocation("prune.yaml", 1, 1);
        PreprocessStep[] steps =
        [
            new PreprocessStep.Scale(1 / 255.0), new PreprocessStep.Normalize([0.4914, 0.4822, 0.4465], [0.2470, 0.2435, 0.2616]),
            new PreprocessStep.Layout(TensorLayout.Nchw),
        ];
        using var model = ModelSession.Open(_work["Models/net.onnx"], new SessionSettings());
        var samples = SampleSetReader.Read(
            new Located<string>("data/cifar10/evaluation.npz", line),
            new DataSettings { Preprocess = [.. steps.Select(step => new Located<PreprocessStep>(step, line))] }, model.Inputs, shared);
        var (name, values) = samples.Batch(0, count).Feeds.Single();
        _work.WriteEvaluation(new NpzWriter()
            .Floats(name, [.. values.Dims.Select(dim => (int)dim)], [.. values.Floats()])
            .Longs("labels", [count], [.. samples.Labels!.Classes!.Value.Take(count)]));
    }

    private int[] Outcomes(string output)
    {
        var run = _work.Prune(new Pruner(), output);
        Assert.True(run.ExitCode == ExitCode.Passed, run.Text);
        using var report = JsonDocument.Parse(File.ReadAllText(_work[$"{output}/report.json"]));
        var outcomes = report.RootElement.GetProperty("accuracy").GetProperty("outcomes");
        string[] names = ["bothRight", "onlyDenseRight", "onlyPrunedRight", "bothWrong"];
        return [.. names.Select(name => outcomes.GetProperty(name).GetInt32())];
    }

    private static void AssertEqualOnBoth(string model)
    {
        using var cpu = ModelSession.Open(model, new SessionSettings(Threads: 1));
        using var gpu = ModelSession.Open(model, GpuDevice.Settings);
        var feeds = RandomInputs.For(cpu.Inputs, seed: 5, batch: 2);
        foreach (var (expected, actual) in cpu.Run(feeds).Zip(gpu.Run(feeds)))
        {
            Assert.Equal(expected.Dims.ToArray(), actual.Dims.ToArray());
            Assert.All(expected.Floats().ToArray().Zip(actual.Floats().ToArray()), pair => Assert.Equal(pair.First, pair.Second, Tolerance));
            Assert.Contains(actual.Floats().ToArray(), value => value != 0);
        }
    }
}
