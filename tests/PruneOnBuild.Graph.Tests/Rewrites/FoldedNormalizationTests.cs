using PruneOnBuild.Graph.Rewrites;
using PruneOnBuild.Graph.Tensors;
using PruneOnBuild.Testing;

namespace PruneOnBuild.Graph.Tests.Rewrites;

/// <summary>Batch normalisations become part of the convolution that writes for them alone.</summary>
public sealed class FoldedNormalizationTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Weights_TakeScaleAndShiftOver(bool bias)
    {
        var dense = Chain(bias).Relu().Conv("last", 4).Output("y");

        var folded = CuttableForm.Of(dense, folds: true);

        Assert.Equal(["Conv", "Relu", "Conv"], folded.Nodes.Select(node => node.OpType));
        Assert.Equal("bn.out", folded.Nodes[0].Output[0]);
        float[] Old(string name) => TensorReader.Floats(dense.Constant(name)!);
        var (weight, shift) = (TensorReader.Floats(folded.Constant(folded.Nodes[0].Input[1])!), TensorReader.Floats(folded.Constant(folded.Nodes[0].Input[2])!));
        for (var output = 0; output < 8; output++)
        {
            var factor = Old("bn.scale")[output] / Math.Sqrt(Old("bn.var")[output] + 1e-3);
            for (var i = 0; i < 27; i++)
            {
                Assert.Equal(Old("conv.weight")[(output * 27) + i] * factor, weight[(output * 27) + i], 1e-6);
            }

            var before = bias ? Old("conv.bias")[output] : 0;
            Assert.Equal(((before - Old("bn.mean")[output]) * factor) + Old("bn.bias")[output], shift[output], 1e-6);
        }

        Assert.DoesNotContain(folded.Graph.Initializer, tensor => tensor.Name.StartsWith("bn.", StringComparison.Ordinal) && !tensor.Name.Contains("folded", StringComparison.Ordinal));
        Assert.Same(dense, CuttableForm.Of(dense));
    }

    [Fact]
    public void ConvolutionReadElsewhere_StaysApart() => Stays(Chain().Relu().Mul("conv").Output("y"));

    [Fact]
    public void ConvolutionThatIsAGraphOutput_StaysApart() =>
        Stays(TinyModel.Input("x", 1, 3, 8, 8).Conv("conv", 8).AlsoOutput("raw").BatchNorm("bn").Output("y"));

    [Fact]
    public void NormalizationBehindSomethingElse_StaysApart() => Stays(TinyModel.Input("x", 1, 3, 8, 8).Conv("conv", 8).Relu().BatchNorm("bn").Output("y"));

    [Fact]
    public void StatisticsThatAreComputed_StayApart() => Stays(Chain().Output("y").Proto.Clone(), proto =>
    {
        proto.Graph.Node.Insert(0, new Onnx.NodeProto { OpType = "Identity", Name = "pass", Input = { "bn.mean" }, Output = { "passed" } });
        proto.Graph.Node.Single(node => node.Name == "bn").Input[3] = "passed";
    });

    [Fact]
    public void NormalizationThatTrains_StaysApart() =>
        Stays(Chain().Output("y").Proto.Clone(), proto => proto.Graph.Node.Single(node => node.Name == "bn").SetInt("training_mode", 1));

    [Fact]
    public void HalfPrecision_StaysApart() =>
        Stays(TinyModel.Of(Onnx.TensorProto.Types.DataType.Float16).AlsoInput("x", 1, 3, 8, 8).Conv("conv", 8).BatchNorm("bn").Output("y"));

    [Fact]
    public void SharedWeights_AreFoldedForOneReaderOnly()
    {
        var dense = Chain(bias: false).Relu().As("a").Node("Conv", "again", ["x", "conv.weight"], ["again.out"], ("pads", new long[] { 1, 1, 1, 1 }))
            .Shaped(1, 8, 8, 8).Add("a").Output("y");

        var folded = CuttableForm.Of(dense, folds: true);

        Assert.Equal("conv.weight", folded.Nodes.Single(node => node.Name == "again").Input[1]);
        Assert.Equal(dense.Constant("conv.weight"), folded.Constant("conv.weight"));
        Assert.NotEqual("conv.weight", folded.Nodes.Single(node => node.Name == "conv").Input[1]);
    }

    private static TinyModel Chain(bool bias = true) => TinyModel.Input("x", 1, 3, 8, 8).Conv("conv", 8, bias: bias).BatchNorm("bn", epsilon: 1e-3f);

    private static void Stays(ModelGraph model) => Assert.Same(model, CuttableForm.Of(model, folds: true));

    private static void Stays(Onnx.ModelProto proto, Action<Onnx.ModelProto> edit)
    {
        edit(proto);
        Stays(new ModelGraph(proto, "tiny.onnx"));
    }
}
