using PruneOnBuild.Graph;
using PruneOnBuild.Graph.Onnx;
using PruneOnBuild.Graph.Shapes;
using PruneOnBuild.Kernels.OnnxRuntime.Tests.Sessions;
using PruneOnBuild.Kernels.Storage;
using PruneOnBuild.Pruning.Swaps;
using PruneOnBuild.Testing;

namespace PruneOnBuild.Kernels.OnnxRuntime.Tests.Swaps;

public class SparseRewriteTests
{
    private static readonly int[] s_blocks = [1, 2, 4];

    [Fact]
    public void RandomModels_GiveTheSameOutputsSparse()
    {
        for (int seed = 0; seed < 60; seed++)
        {
            int blockRows = s_blocks[seed % 3];
            var masked = SparseModels.WithZeros(seed % 2 == 0 ? RandomLayers.Images(seed) : RandomLayers.Sequences(seed), 0.7, seed, blockRows);
            var expected = SparseSession.RunOnce(masked);

            var swapped = SparseRewrite.Swap(masked, All(masked, blockRows));

            Assert.DoesNotContain(swapped.Nodes, node => node.OpType is "Conv" or "MatMul" or "Gemm");
            Close.To(expected, SparseSession.RunOnce(swapped, threads: 1 + seed % 2), $"seed {seed}");
        }
    }

    [Fact]
    public void AnyChoiceOfLayers_GivesTheSameOutputs()
    {
        var masked = SparseModels.WithZeros(RandomLayers.Images(12), 0.8, seed: 1);
        var expected = SparseSession.RunOnce(masked);
        var all = All(masked, 1).ToArray();

        for (int choice = 0; choice < 1 << all.Length; choice++)
        {
            var chosen = all.Where((_, index) => (choice >> index & 1) == 1).ToArray();
            Close.To(expected, SparseSession.RunOnce(SparseRewrite.Swap(masked, chosen)), $"choice {choice}");
        }
    }

    [Fact]
    public void Fp16_IsAsNearAsItsRounding()
    {
        var masked = SparseModels.WithZeros(RandomLayers.Images(4), 0.7, seed: 4);

        var swapped = SparseRewrite.Swap(masked, [.. All(masked, 1).Select(swap => swap with { Type = StoredType.Fp16 })]);

        Close.To(SparseSession.RunOnce(masked), SparseSession.RunOnce(swapped), "fp16", within: 5e-3);
    }

    [Fact]
    public void BiasResidualAndActivation_BecomePartOfTheNode()
    {
        var model = TinyModel.Input("x", 1, 4, 6, 6).As("x0").Conv("conv", 4, bias: false).AddBias("shift", 4, 1, 1).Add("x0").Relu("relu").Output("y");

        var node = Assert.Single(SparseRewrite.Swap(model, [new("conv")]).Graph.Node);

        Assert.Equal(("SparseConv", "pruneonbuild", "y"), (node.OpType, node.Domain, Assert.Single(node.Output)));
        Assert.Equal((4, "x", "x"), (node.Input.Count, node.Input[0], node.Input[3]));
        Assert.Equal((0f, float.PositiveInfinity), (node.Float("activation_min", 1), node.Float("activation_max", 1)));
    }

    [Fact]
    public void WhatOthersReadOrIsBroadcast_StaysANodeOfItsOwn()
    {
        var readTwice = TinyModel.Input("x", 1, 4, 6, 6).Conv("conv", 4).As("c").Relu("relu").Add("c").Output("y");
        var broadcast = TinyModel.Input("x", 1, 4, 6, 6).As("x0").GlobalAveragePool("pool").As("mean").From("x0").Conv("conv", 4).Add("mean").Output("y");
        var output = TinyModel.Input("x", 1, 4, 6, 6).Conv("conv", 4).AlsoOutput("raw").Relu("relu").Output("y");

        Assert.Equal(["SparseConv", "Relu", "Add"], Operators(SparseRewrite.Swap(readTwice, [new("conv")])));
        Assert.Equal(["GlobalAveragePool", "SparseConv", "Add"], Operators(SparseRewrite.Swap(broadcast, [new("conv")])));
        Assert.Equal(["SparseConv", "Relu"], Operators(SparseRewrite.Swap(output, [new("conv")])));
    }

    [Fact]
    public void LayerNorm_BecomesPartOfTheProductBefore()
    {
        var model = SparseModels.WithZeros(
            TinyModel.Input("x", -1, 5, 12).As("x0").MatMul("fc", 12).AddBias("shift", 12).Add("x0").LayerNorm("norm").Relu().Output("y"), 0.6, seed: 2);

        var swapped = SparseRewrite.Swap(model, [new("fc")]);

        Assert.Equal(["SparseMatMul", "Relu"], Operators(swapped));
        Assert.Equal((6, 1e-5f), (swapped.Graph.Node[0].Input.Count, swapped.Graph.Node[0].Float("epsilon", 0)));
        Assert.DoesNotContain(swapped.Graph.Initializer, tensor => tensor.Name is "norm.scale" or "norm.bias");
        Close.To(SparseSession.RunOnce(model), SparseSession.RunOnce(swapped, threads: 2), "normalised");
    }

    [Fact]
    public void LayerNorm_StaysANode_WhereTheProductCannotComputeIt()
    {
        var convolution = TinyModel.Input("x", 1, 4, 6, 6).Conv("conv", 4).LayerNorm("norm").Output("y");
        var twoAxes = TinyModel.Input("x", 1, 5, 12).MatMul("fc", 12).LayerNorm("norm").Edit(Edit(node => node.SetInt("axis", 1))).Output("y");
        var readTwice = TinyModel.Input("x", 1, 5, 12).MatMul("fc", 12).As("sum").LayerNorm("norm").Add("sum").Output("y");

        Assert.Equal(["SparseConv", "LayerNormalization"], Operators(SparseRewrite.Swap(convolution, [new("conv")])));
        Assert.Equal(["SparseMatMul", "LayerNormalization"], Operators(SparseRewrite.Swap(twoAxes, [new("fc")])));
        Assert.Equal(["SparseMatMul", "LayerNormalization", "Add"], Operators(SparseRewrite.Swap(readTwice, [new("fc")])));

        static Action<ModelProto> Edit(Action<NodeProto> edit) => model => edit(model.Graph.Node.Single(node => node.OpType == "LayerNormalization"));
    }

    [Fact]
    public void MaxPool_BecomesPartOfTheConvolutionBefore()
    {
        var bounded = Masked(TinyModel.Input("x", -1, 4, 11, 9).As("x0").Conv("conv", 4).Add("x0").Relu().MaxPool().Output("y"));
        var boundless = Masked(TinyModel.Input("x", 2, 4, 11, 9).Conv("conv", 6).MaxPool(kernel: 3).Relu().Output("y"));
        var valid = Masked(TinyModel.Input("x", 2, 4, 11, 9).Conv("conv", 6).MaxPool().Edit(Pool(node => node.SetString("auto_pad", "VALID"))).Output("y"));

        foreach (var (model, window) in new[] { (bounded, 2L), (boundless, 3L), (valid, 2L) })
        {
            var swapped = SparseRewrite.Swap(model, [new("conv")]);
            var node = Assert.Single(swapped.Graph.Node);
            Assert.Equal([window, window], node.Ints("pool_shape")!);
            Assert.Equal([2, 2], node.Ints("pool_strides")!);
            foreach (int threads in new[] { 1, 2 })
                Close.To(SparseSession.RunOnce(model), SparseSession.RunOnce(swapped, threads: threads), "pooled");
        }
    }

    [Fact]
    public void MaxPool_StaysANode_WhereTheConvolutionCannotComputeIt()
    {
        Assert.Equal(["SparseConv", "MaxPool"], Pooled(node => node.SetInts("pads", [1, 1, 1, 1])));
        Assert.Equal(["SparseConv", "MaxPool"], Pooled(node => node.SetInts("dilations", [2, 2])));
        Assert.Equal(["SparseConv", "MaxPool"], Pooled(node => node.SetInt("ceil_mode", 1)));
        Assert.Equal(["SparseConv", "MaxPool"], Pooled(node => node.SetString("auto_pad", "SAME_UPPER")));
        Assert.Equal(["SparseConv", "MaxPool"], Pooled(node => node.Output.Add("indices")));
        Assert.Equal(["SparseConv", "MaxPool"], Operators(SparseRewrite.Swap(
            TinyModel.Input("x", 1, 4, 9, 9).Conv("conv", 4).MaxPool().MaxPool().Output("y"), [new("conv")])));

        static IEnumerable<string> Pooled(Action<NodeProto> edit) => Operators(SparseRewrite.Swap(
            TinyModel.Input("x", 1, 4, 9, 9).Conv("conv", 4).MaxPool().Edit(Pool(edit)).Output("y"), [new("conv")]));
    }

    private static ModelGraph Masked(ModelGraph model) => SparseModels.WithZeros(model, 0.6, seed: 2);

    private static Action<ModelProto> Pool(Action<NodeProto> edit) => model => edit(model.Graph.Node.Single(node => node.OpType == "MaxPool"));

    [Fact]
    public void TwoLayersThatMeet_GiveTheSameOutput()
    {
        var dense = TinyModel.Input("x", 1, 4, 6, 6).As("x0").Conv("left", 6).As("l").From("x0").Conv("right", 6).Add("l").Relu().Output("y");

        var swapped = SparseRewrite.Swap(dense, [new("left"), new("right")]);

        Assert.Equal(["SparseConv", "SparseConv"], Operators(swapped));
        Close.To(SparseSession.RunOnce(dense), SparseSession.RunOnce(swapped), "two layers");
    }

    [Fact]
    public void DenseWeights_GoWithTheirLastReader()
    {
        var shared = TinyModel.Input("x", 1, 4, 6, 6).Conv("a", 4).Conv("b", 4)
            .Edit(model => model.Graph.Node.Single(node => node.Name == "b").Input[1] = "a.weight").Output("y");

        var one = SparseRewrite.Swap(shared, [new("a")]);
        var both = SparseRewrite.Swap(shared, [new("a"), new("b")]);

        Assert.NotNull(one.Initializer("a.weight"));
        Assert.Null(both.Initializer("a.weight"));
        Assert.Single(both.Graph.Initializer, tensor => tensor.DataType == (int)TensorProto.Types.DataType.Uint8);
    }

    [Fact]
    public void Shapes_AreWrittenIntoTheModel()
    {
        var model = TinyModel.Input("x", -1, 4, 6, 6).Conv("conv", 8, stride: 2).Sigmoid("s").Output("y");

        var swapped = SparseRewrite.Swap(model, [new("conv")]);

        Assert.Equal("Float[n,8,3,3]", ShapeInference.Infer(swapped).Of("conv.out")?.ToString());
    }

    [Fact]
    public void WritingAndReading_IsTheIdentity()
    {
        using var folder = new TemporaryFolder();
        var masked = SparseModels.WithZeros(RandomLayers.Images(2), 0.7, seed: 2);
        var swapped = SparseRewrite.Swap(masked, All(masked, 2));

        OnnxWriter.Write(swapped, folder.File("m.onnx"));

        Assert.Equal(swapped.Proto, OnnxReader.Read(folder.File("m.onnx")).Proto);
        Assert.Equal(1, swapped.Opset(SparseOperators.Domain));
    }

    [Fact]
    public void TheGivenModel_IsLeftAlone()
    {
        var masked = SparseModels.WithZeros(RandomLayers.Images(2), 0.7, seed: 2);
        var before = masked.Proto.Clone();
        SparseRewrite.Swap(masked, All(masked, 1));
        Assert.Equal(before, masked.Proto);
    }

    [Theory]
    [InlineData("SAME_UPPER", 2)]
    [InlineData("SAME_LOWER", 2)]
    [InlineData("SAME_UPPER", 3)]
    [InlineData("VALID", 1)]
    public void AutomaticPads_BecomeNumbers(string mode, int stride)
    {
        var model = TinyModel.Input("x", 1, 3, 7, 10).Conv("conv", 4, stride: stride)
            .Edit(model =>
            {
                model.Graph.Node[0].Remove("pads");
                model.Graph.Node[0].SetString("auto_pad", mode);
            }).AlsoOutput("y").Edit(model => model.Graph.Output[0].Type.TensorType.Shape = null).Build();

        Close.To(SparseSession.RunOnce(model), SparseSession.RunOnce(SparseRewrite.Swap(model, [new("conv")])), mode);
    }

    [Fact]
    public void ConvolutionsOfOneAxis_AreServed()
    {
        var model = SparseModels.WithZeros(TinyModel.Input("x", 2, 4, 20).Conv("conv", 6, stride: 2, dilation: 2).Relu().Output("y"), 0.7, seed: 3);
        Close.To(SparseSession.RunOnce(model), SparseSession.RunOnce(SparseRewrite.Swap(model, [new("conv")])), "one axis");
    }

    [Fact]
    public void NodesThatCannotBeSparse_AreRefusedWithTheReason()
    {
        var model = TinyModel.Input("x", 1, 4, 6, 6).ConvTranspose("up", 4).Output("y");
        var scaled = TinyModel.Input("x", 1, 4).Gemm("fc", 4).Edit(model => model.Graph.Node[0].SetFloat("alpha", 2)).Output("y");

        Assert.Contains("no node 'conv'", Assert.Throws<ArgumentException>(() => SparseRewrite.Swap(model, [new("conv")])).Message, StringComparison.Ordinal);
        Assert.Contains("no sparse form", Assert.Throws<ArgumentException>(() => SparseRewrite.Swap(model, [new("up")])).Message, StringComparison.Ordinal);
        Assert.Contains("scales", Assert.Throws<ArgumentException>(() => SparseRewrite.Swap(scaled, [new("fc")])).Message, StringComparison.Ordinal);
    }

    private static SparseSwap[] All(ModelGraph model, int blockRows)
    {
        var shapes = ShapeInference.Infer(model);
        return [.. model.Nodes.Where(node => SparseRewrite.Obstacle(model, shapes, node) is null).Select(node => new SparseSwap(node.Name, blockRows))];
    }

    private static string[] Operators(ModelGraph model) => [.. model.Graph.Node.Select(node => node.OpType)];
}
