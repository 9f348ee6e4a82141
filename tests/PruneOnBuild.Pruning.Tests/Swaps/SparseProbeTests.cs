using PruneOnBuild.Graph;
using PruneOnBuild.Graph.Onnx;
using PruneOnBuild.Policy;
using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Pruning.Sparsity;
using PruneOnBuild.Pruning.Swaps;
using PruneOnBuild.Runtime;
using PruneOnBuild.Testing;

namespace PruneOnBuild.Pruning.Tests.Swaps;

public class SparseProbeTests
{
    private static readonly TargetPolicy s_target = new()
    {
        Name = "edge",
        Location = new SourceLocation("prune.yaml", 3, 3),
        Hardware = Hardware.Sparse,
        Pattern = new(new SparsityPattern.Unstructured(), new SourceLocation("prune.yaml", 3, 3)),
    };

    private static readonly IReadOnlyDictionary<string, Tensor> s_sample =
        RandomInputs.For([new TensorSpec("x", Microsoft.ML.OnnxRuntime.Tensors.TensorElementType.Float, [1, 3, 8, 8], ["", "", "", ""])], seed: 1);

    [Fact]
    public void LayersThatAreFasterAlone_AreSwapped_WhereTheWholeModelAgrees()
    {
        var (model, choice) = Probe(new Times { Layers = { ["conv1"] = (2, 1), ["conv2"] = (2, 1.99), ["fc"] = (1, 3) }, Whole = [6, 5, 7] });

        Assert.Equal(["conv1"], choice.Swapped);
        Assert.Equal(["SparseConv", "Conv", "Gemm"], Products(model));
        Assert.Equal((6, 5), (choice.DenseMs, choice.SwappedMs));
        Assert.Equal(6.0 / 5, choice.PredictedSpeedup, 12);
        Assert.Equal(6.0 / 5, choice.LayersSpeedup, 12);
        Assert.All(choice.Layers, layer => Assert.Equal(0.5, layer.Sparsity, 0.01));
    }

    [Fact]
    public void AllLayersAreSwapped_WhereTheWholeModelIsFasterSo()
    {
        var (model, choice) = Probe(new Times { Layers = { ["conv1"] = (2, 1), ["conv2"] = (2, 3), ["fc"] = (1, 3) }, Whole = [6, 5, 4] });

        Assert.Equal(["conv1", "conv2", "fc"], choice.Swapped);
        Assert.Equal(["SparseConv", "SparseConv", "SparseMatMul"], Products(model));
    }

    [Fact]
    public void NoLayerIsSwapped_WhereThatMakesTheModelSlower()
    {
        var zeros = Zeros();
        var (model, choice) = Probe(new Times { Layers = { ["conv1"] = (2, 1), ["conv2"] = (2, 1), ["fc"] = (2, 1) }, Whole = [3, 4] }, zeros);

        Assert.Empty(choice.Swapped);
        Assert.Same(zeros, model);
        Assert.Equal(1, choice.PredictedSpeedup);
    }

    [Fact]
    public void LayersWithoutZeros_AreNotTimed()
    {
        var (_, choice) = Probe(new Times { Whole = [1] }, Dense());

        Assert.Empty(choice.Layers);
    }

    [Fact]
    public void WhatALockNames_IsSwappedWithoutTiming_AndComputesTheSame()
    {
        var zeros = Zeros();
        var swapped = SparseProbe.Apply(zeros, s_target, ["conv2", "fc"]);

        Assert.Equal(["Conv", "SparseConv", "SparseMatMul"], Products(swapped));
        using var one = ModelSession.Open(OnnxWriter.ToBytes(zeros.Proto, "a"), new SessionSettings());
        using var other = ModelSession.Open(OnnxWriter.ToBytes(swapped.Proto, "b"), new SessionSettings());
        var (expected, actual) = (one.Run(s_sample)[0].Floats().ToArray(), other.Run(s_sample)[0].Floats().ToArray());
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-4f));
        Assert.Throws<ArgumentException>(() => SparseProbe.Apply(zeros, s_target, ["conv9"]));
    }

    [Fact]
    public void HalfPrecisionValues_TakeFewerBytes_AndComputeNearlyTheSame()
    {
        var zeros = Zeros();
        var (full, half) = (SparseProbe.Apply(zeros, s_target, ["conv1", "conv2"]), SparseProbe.Apply(zeros, s_target with { Values = StoredValues.Fp16 }, ["conv1", "conv2"]));

        Assert.True(OnnxWriter.ToBytes(half.Proto, "half").Length < OnnxWriter.ToBytes(full.Proto, "full").Length);
        using var one = ModelSession.Open(OnnxWriter.ToBytes(full.Proto, "full"), new SessionSettings());
        using var other = ModelSession.Open(OnnxWriter.ToBytes(half.Proto, "half"), new SessionSettings());
        var (expected, actual) = (one.Run(s_sample)[0].Floats().ToArray(), other.Run(s_sample)[0].Floats().ToArray());
        Assert.NotEqual(expected, actual);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 5e-3f));
    }

    private static (ModelGraph Model, SparseChoice Choice) Probe(Times times, ModelGraph? model = null) =>
        new SparseProbe(model ?? Zeros(), s_target, s_sample, times, new Progress<string>()).Choose();

    private static string[] Products(ModelGraph model) =>
        [.. model.Nodes.Select(node => node.OpType).Where(type => type is "Conv" or "Gemm" or "SparseConv" or "SparseMatMul")];

    private static ModelGraph Dense() => TinyModel.Input("x", 1, 3, 8, 8)
        .Conv("conv1", 8).Relu().Conv("conv2", 8).Relu().GlobalAveragePool().Flatten().Gemm("fc", 4).Output("y");

    private static ModelGraph Zeros()
    {
        var dense = Dense();
        var masks = dense.Graph.Initializer.Where(tensor => tensor.Dims.Count > 1)
            .ToDictionary(tensor => tensor.Name, tensor => Enumerable.Range(0, (int)tensor.Dims.Aggregate(1L, (a, b) => a * b)).Select(i => i % 2 == 0).ToArray());
        return ZeroWriter.Write(dense, masks);
    }

    /// <summary>Milliseconds that a test has thought up: dense and sparse of each layer, and of the whole models in the order they are asked for.</summary>
    private sealed class Times : ISwapTimer
    {
        public Dictionary<string, (double Dense, double Sparse)> Layers { get; } = [];

        public required double[] Whole { get; init; }

        public double LayerMs(ModelGraph layer, IReadOnlyDictionary<string, Tensor> feeds)
        {
            var times = Layers[layer.Path.Split(' ')[^1]];
            return layer.Nodes.Any(node => node.Domain == "pruneonbuild") ? times.Sparse : times.Dense;
        }

        public IReadOnlyList<double> WholeMs(IReadOnlyList<ModelGraph> models)
        {
            Assert.Equal(Whole.Length, models.Count);
            return Whole;
        }
    }
}
