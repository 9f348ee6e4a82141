using PruneOnBuild.Graph.Onnx;
using PruneOnBuild.Graph.Rewrites;
using PruneOnBuild.Graph.Tensors;
using PruneOnBuild.Testing;

namespace PruneOnBuild.Graph.Tests.Rewrites;

/// <summary>A vector stored once for several layers becomes one for each, and one again where nothing was cut.</summary>
public sealed class SharedVectorsTests
{
    [Fact]
    public void EveryReader_GetsItsOwn()
    {
        var split = CuttableForm.Of(Model());

        var biases = split.Nodes.Where(node => node.OpType == "Conv").Select(node => node.Input[2]).ToList();
        Assert.Equal(3, biases.Distinct().Count());
        Assert.Equal("bias", biases[0]);
        Assert.All(biases, bias => Assert.Equal(TensorReader.Floats(split.Constant("bias")!), TensorReader.Floats(split.Constant(bias)!)));
    }

    [Fact]
    public void EmptyPlan_GivesTheModelsBytes()
    {
        var model = Model();
        Assert.Equal(model.Proto, TidiedUp(model));
    }

    [Fact]
    public void VectorOfAConstantNode_BecomesOneAgainToo()
    {
        var proto = Model().Proto.Clone();
        var bias = proto.Graph.Initializer.Single(tensor => tensor.Name == "bias");
        proto.Graph.Initializer.Remove(bias);
        var node = new NodeProto { OpType = "Constant", Name = "constant", Output = { "bias" } };
        node.SetTensor("value", bias);
        proto.Graph.Node.Insert(0, node);
        var model = new ModelGraph(proto, "tiny.onnx");

        Assert.NotSame(model, CuttableForm.Of(model));
        Assert.Equal(model.Proto, TidiedUp(model));
    }

    [Fact]
    public void CopyThatWasCut_StaysApart()
    {
        var split = CuttableForm.Of(Model());
        var cut = split.Proto.Clone();
        var name = split.Nodes.Last(node => node.OpType == "Conv").Input[2];
        var copy = cut.Graph.Initializer.Index().Single(tensor => tensor.Item.Name == name);
        cut.Graph.Initializer[copy.Index] = TensorSlice.Gather(copy.Item, 0, [0, 1]);

        CuttableForm.TidyUp(cut, split);

        Assert.Equal([2L], cut.Graph.Initializer.Single(tensor => tensor.Name == name).Dims);
        Assert.Equal(["bias", "bias", name], cut.Graph.Node.Where(node => node.OpType == "Conv").Select(node => node.Input[2]));
    }

    [Fact]
    public void SharedMatrices_StayShared()
    {
        var model = TinyModel.Input("x", 1, 8).Weight("w", [8, 8]).Node("MatMul", "one", ["x", "w"], ["a"]).Node("MatMul", "two", ["a", "w"], ["b"]).Output("y");
        Assert.Same(model, CuttableForm.Of(model));
    }

    private static ModelGraph Model() => TinyModel.Input("x", 1, 3, 8, 8).Weight("bias", [8])
        .Weight("w1", [8, 3, 1, 1]).Node("Conv", "conv1", ["x", "w1", "bias"], ["a"]).Shaped(1, 8, 8, 8).Relu().As("b")
        .Weight("w2", [8, 8, 1, 1]).Node("Conv", "conv2", ["b", "w2", "bias"], ["c"]).Relu().As("d")
        .Weight("w3", [8, 8, 1, 1]).Node("Conv", "conv3", ["d", "w3", "bias"], ["e"]).Output("y");

    private static ModelProto TidiedUp(ModelGraph model)
    {
        var split = CuttableForm.Of(model);
        var proto = split.Proto.Clone();
        CuttableForm.TidyUp(proto, split);
        return proto;
    }
}
