using PruneOnBuild.Graph.Rewrites;
using PruneOnBuild.Graph.Tensors;
using PruneOnBuild.Testing;

namespace PruneOnBuild.Graph.Tests.Rewrites;

/// <summary>Reshapes and transposes that only put channels into another order become one Gather.</summary>
public sealed class ChannelPermutationsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void ShuffleNetsShuffle_IsOneGather(int batch)
    {
        var model = TinyModel.Input("x", batch, 3, 4, 4).Conv("conv1", 8).Reshape(batch, 2, 4, 4, 4).Transpose(0, 2, 1, 3, 4).Reshape(batch, 8, 4, 4)
            .Conv("conv2", 4).Output("y");

        var rewritten = CuttableForm.Of(model);

        Assert.Equal(["Conv", "Gather", "Conv"], rewritten.Nodes.Select(node => node.OpType));
        Assert.Equal((1, "0,4,1,5,2,6,3,7"), Gathered(rewritten, rewritten.Nodes[1].Output[0]));
    }

    [Fact]
    public void FastestDetsHalves_AreTwoGathers()
    {
        var model = Halves().Concat(1, "first").Conv("conv2", 4).Output("y");

        var rewritten = CuttableForm.Of(model);

        Assert.Equal((1, "0,2,4,6"), Gathered(rewritten, "first"));
        Assert.Equal((1, "1,3,5,7"), Gathered(rewritten, "second"));
        Assert.DoesNotContain(rewritten.Nodes, node => node.OpType is "Reshape" or "Transpose");
    }

    [Fact]
    public void StepReadElsewhere_StaysForItsReader()
    {
        var model = TinyModel.Input("x", 1, 3, 4, 4).Conv("conv1", 8).Reshape(1, 2, 4, 4, 4).Transpose(0, 2, 1, 3, 4).As("turned").Reshape(1, 8, 4, 4)
            .Conv("conv2", 4).AlsoOutput("y").From("turned").Relu().Output("z");

        var rewritten = CuttableForm.Of(model);

        Assert.Equal(1, rewritten.Nodes.Count(node => node.OpType == "Gather"));
        Assert.Equal(1, rewritten.Nodes.Count(node => node.OpType == "Transpose"));
        Assert.Equal("Transpose", rewritten.ProducerOf(rewritten.ProducerOf("z")!.Input[0])!.OpType);
    }

    [Fact]
    public void RewriteMadeOfTheRewritten_ChangesNothing()
    {
        var rewritten = CuttableForm.Of(Halves().Concat(1, "first").Conv("conv2", 4).Output("y"));
        Assert.Same(rewritten, CuttableForm.Of(rewritten));
    }

    [Theory]
    [InlineData("space to depth", 1, 8, 2, 2, 2, 2, 0, 1, 3, 5, 2, 4)]
    [InlineData("there and back", 1, 2, 4, 2, 2, 4, 0, 1, 2, 3, 4, 5)]
    public void MovesThatAreNoChoiceOfChannels_Stay(string what, params int[] numbers)
    {
        long[] dims = [.. numbers.Take(6).Select(number => (long)number)];
        long[] order = [.. numbers.Skip(6).Select(number => (long)number)];
        var model = TinyModel.Input("x", 1, 3, 4, 4).Conv("conv1", 8).Reshape(dims).Transpose(order).Reshape(1, 8, 4, 4).Conv("conv2", 4).Output("y");

        Assert.True(ReferenceEquals(model, CuttableForm.Of(model)), what);
    }

    [Fact]
    public void FlattenIntoADenseLayer_Stays()
    {
        var model = TinyModel.Input("x", 1, 3, 4, 4).Conv("conv1", 8).Reshape(1, 128).Gemm("fc", 4).Output("y");
        Assert.Same(model, CuttableForm.Of(model));
    }

    /// <summary>As ShuffleNet v2 is written: every other channel is one half.</summary>
    private static TinyModel Halves() => TinyModel.Input("x", 1, 3, 4, 4).Conv("conv1", 8).Reshape(4, 2, 16).Transpose(1, 0, 2).Reshape(2, 1, 4, 4, 4).As("halves")
        .Edit(model => model.Graph.Initializer.AddRange([Scalar("zero", 0), Scalar("one", 1)]))
        .Node("Gather", "pick1", ["halves", "zero"], ["first"], ("axis", 0)).Shaped(1, 4, 4, 4)
        .From("halves").Node("Gather", "pick2", ["halves", "one"], ["second"], ("axis", 0)).Shaped(1, 4, 4, 4);

    private static Onnx.TensorProto Scalar(string name, long value) => TensorWriter.Create(name, [], new[] { value });

    private static (int Axis, string Picks) Gathered(ModelGraph model, string value)
    {
        var node = model.ProducerOf(value)!;
        Assert.Equal("Gather", node.OpType);
        Assert.Equal("conv1.out", node.Input[0]);
        return ((int)node.Int("axis", 0), string.Join(',', TensorReader.Longs(model.Constant(node.Input[1])!)));
    }
}
