using PruneOnBuild.Gates.Latency;
using PruneOnBuild.Graph;
using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Runtime;
using PruneOnBuild.Testing;

namespace PruneOnBuild.Gates.Tests.Latency;

public sealed class LatencyMeterTests : IDisposable
{
    private static readonly IReadOnlyDictionary<string, Tensor> s_feeds =
        RandomInputs.For([new TensorSpec("x", Microsoft.ML.OnnxRuntime.Tensors.TensorElementType.Float, 1, 3, 16, 16)], seed: 1);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void RealModels_AreTimedUnderStatedConditions()
    {
        var dense = Write("dense.onnx", TinyModel.Input("x", -1, 3, 16, 16).Conv("conv1", 32).Relu().Conv("conv2", 32).Output("y"));
        var pruned = Write("pruned.onnx", TinyModel.Input("x", -1, 3, 16, 16).Conv("conv1", 8).Relu().Conv("conv2", 32).Output("y"));

        var measured = LatencyMeter.Measure(dense, pruned, new SessionSettings(Threads: 1), s_feeds, new LatencyPlan { MaxTime = TimeSpan.FromSeconds(1) });

        Assert.InRange(measured.Blocks, 7, 120);
        Assert.Equal(measured.Blocks * measured.SamplesPerBlock, measured.PrunedMs.Length);
        Assert.All(measured.DenseMs.Concat(measured.PrunedMs), ms => Assert.True(ms > 0));
        Assert.InRange(measured.DenseWarmUps, 3, 10_000);
        Assert.Equal("x float32[1,3,16,16]", measured.Feeds);
        Assert.Equal((1, "cpu"), (measured.Threads, measured.Machine.Provider));
        Assert.InRange(measured.Speedup.Estimate, measured.Speedup.Low, measured.Speedup.High);
    }

    [Fact]
    public void AGateOnEverything_GetsAllMeasurements()
    {
        var model = Write("model.onnx", TinyModel.Input("x", -1, 3, 16, 16).Conv("conv", 8).Relu().Output("y"));
        var plan = new LatencyPlan
        {
            MaxTime = TimeSpan.FromSeconds(2), RequiredSpeedup = 0.01, ColdStart = true, Batch = Verdicts.Sample.At(4),
        };

        var measured = LatencyMeter.Measure(model, model, new SessionSettings(Threads: 1), s_feeds, plan);

        Assert.InRange(measured.MachineCheck!.Blocks, 7, 15);
        Assert.InRange(measured.ColdStart!.PrunedMs.Length, 5, 15);
        Assert.Equal(measured.ColdStart.PrunedMs.Length, measured.ColdStart.DenseMs.Length);
        Assert.True(measured.ColdStart.PrunedMedianMs > measured.PrunedMedianMs);
        Assert.Equal(4, measured.Throughput!.Batch);
        Assert.Equal("x float32[1,3,16,16]", measured.Feeds);
    }

    [Fact]
    public void WithoutSuchGates_NothingMoreIsMeasured()
    {
        var model = Write("model.onnx", TinyModel.Input("x", -1, 3, 16, 16).Relu().Output("y"));

        var measured = LatencyMeter.Measure(
            model, model, new SessionSettings(Threads: 1), s_feeds, new LatencyPlan { MaxTime = TimeSpan.FromSeconds(0.1) });

        Assert.Equal((null, null, null), (measured.MachineCheck, measured.ColdStart, measured.Throughput));
    }

    [Fact]
    public void ABatchThatTheModelDoesNotTake_IsAnErrorAtItsLine()
    {
        var model = Write("model.onnx", TinyModel.Input("x", 1, 3, 16, 16).Relu().Output("y"));
        var plan = new LatencyPlan { MaxTime = TimeSpan.FromSeconds(0.1), Batch = Verdicts.Sample.At(4) };

        var exception = Assert.Throws<PruneOnBuildException>(() =>
            LatencyMeter.Measure(model, model, new SessionSettings(Threads: 1), s_feeds, plan));

        var error = Assert.Single(exception.Diagnostics);
        Assert.Equal(("POB4013", Verdicts.Sample.Line), (error.Code, error.Location));
        Assert.Contains("x float32[1,3,16,16]", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FeedsThatAModelRefuses_AreOneError()
    {
        var model = Write("model.onnx", TinyModel.Input("x", 1, 3).Relu().Output("y"));
        var feeds = new Dictionary<string, Tensor> { ["x"] = Tensor.Of([1f, 2], 1, 2) };

        var exception = Assert.Throws<PruneOnBuildException>(() =>
            LatencyMeter.Measure(model, model, new SessionSettings(Threads: 1), feeds, new LatencyPlan()));

        Assert.Equal("POB5004", Assert.Single(exception.Diagnostics).Code);
    }

    private string Write(string name, ModelGraph model)
    {
        OnnxWriter.Write(model, _folder.File(name));
        return _folder.File(name);
    }
}
