using PruneOnBuild.Graph.Tensors;
using PruneOnBuild.Testing;
using DataType = PruneOnBuild.Graph.Onnx.TensorProto.Types.DataType;

namespace PruneOnBuild.Graph.Tests;

public class TinyModelTests
{
    [Fact]
    public void ResidualPair_HasTwoReadersOfItsSkip()
    {
        var graph = TinyModel.Input("x", 1, 3, 8, 8)
            .Conv("conv1", 8).BatchNorm("bn1").Relu().As("skip")
            .Conv("conv2", 8).Add("skip").Relu()
            .GlobalAveragePool().Flatten().Gemm("head", 10).Output("y");

        Assert.Equal(["Conv", "BatchNormalization", "Relu", "Conv", "Add", "Relu", "GlobalAveragePool", "Flatten", "Gemm"],
            graph.Nodes.Select(node => node.OpType));
        Assert.Equal([("Conv", 0), ("Add", 1)], graph.UsesOf("relu1.out").Select(use => (use.Node.OpType, use.Input)));
        Assert.Equal([10L, 8L], graph.Constant("head.weight")!.Dims);
        Assert.True(graph.IsInput("x") && graph.IsOutput("y"));
    }

    [Fact]
    public void EqualSeeds_GiveEqualBytes_AndOthersDoNot()
    {
        static Onnx.ModelProto Build(int seed) => TinyModel.Input("x", 1, 3).Seed(seed).Gemm("fc", 4).Output("y").Proto;

        Assert.Equal(Build(3), Build(3));
        Assert.NotEqual(Build(3), Build(4));
    }

    [Fact]
    public void ElementType_ReachesInputsAndWeights()
    {
        var graph = TinyModel.Of(DataType.Float16).AlsoInput("x", 1, 4).Gemm("fc", 2).Output("y");

        Assert.Equal((int)DataType.Float16, graph.Inputs[0].Type.TensorType.ElemType);
        Assert.Equal(DataType.Float16, graph.Constant("fc.weight")!.ElementType());
    }
}
