using PruneOnBuild.Graph.Onnx;
using PruneOnBuild.Graph.Tensors;
using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Testing;

namespace PruneOnBuild.Graph.Tests;

public class ModelGraphTests
{
    private static TinyModel Chain() => TinyModel.Input("x", 1, 3, 4, 4).Conv("conv", 2).Relu("relu").Conv("conv2", 2);

    [Fact]
    public void SortedFile_KeepsItsOrder()
    {
        // b stands before a although nothing asks for it: a stable order leaves it there.
        var graph = TinyModel.Input("x", 1, 3).Activation("Tanh", "b").From("x").Activation("Tanh", "a").Add("b").Output("y");

        Assert.Equal(graph.Graph.Node, graph.Nodes);
    }

    [Fact]
    public void UnsortedFile_IsSortedInTheView_AndNotInTheProto()
    {
        var graph = Chain().Edit(Reverse).Output("y");

        Assert.Equal(["conv", "relu", "conv2"], graph.Nodes.Select(node => node.Name));
        Assert.Equal(["conv2", "relu", "conv"], graph.Graph.Node.Select(node => node.Name));

        static void Reverse(ModelProto model)
        {
            var nodes = model.Graph.Node.Reverse().ToArray();
            model.Graph.Node.Clear();
            model.Graph.Node.Add(nodes);
        }
    }

    [Fact]
    public void SubgraphThatReadsAnOuterValue_IsAUserOfIt_AndComesAfterItsProducer()
    {
        var branch = new GraphProto
        {
            Name = "branch",
            Node =
            {
                new NodeProto { OpType = "Neg", Name = "neg", Input = { "relu.out" }, Output = { "inner" } },
                new NodeProto { OpType = "Abs", Name = "abs", Input = { "inner" }, Output = { "result" } },
            },
            Output = { new ValueInfoProto { Name = "result" } },
        };
        var graph = TinyModel.Input("x", 1, 3).AlsoInput("flag").From("x").Relu("relu")
            .Node("If", "choice", ["flag"], ["y"], ("then_branch", branch), ("else_branch", branch.Clone()))
            .Edit(model => (model.Graph.Node[0], model.Graph.Node[1]) = (model.Graph.Node[1], model.Graph.Node[0]))
            .Build();

        Assert.Equal(["relu", "choice"], graph.Nodes.Select(node => node.Name));
        var use = Assert.Single(graph.UsesOf("relu.out"));
        Assert.Equal(("choice", ValueUse.Captured), (use.Node.Name, use.Input));
        Assert.Empty(graph.UsesOf("inner"));
    }

    [Fact]
    public void NodeThatReadsAValueTwice_IsTwoUses()
    {
        var graph = TinyModel.Input("x", 1, 3).Relu("r").Add("r").Output("y");

        Assert.Equal([0, 1], graph.UsesOf("r.out").Select(use => use.Input));
        Assert.Same(graph.Nodes[0], graph.ProducerOf("r.out"));
        Assert.Null(graph.ProducerOf("x"));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(8)]
    public void InitializerListedAsInput_CountsAsConstant(long irVersion)
    {
        var graph = TinyModel.Input("x", 1, 3).Gemm("fc", 2).Edit(model =>
        {
            model.IrVersion = irVersion;
            model.Graph.Input.Add(new ValueInfoProto { Name = "fc.weight" });
        }).Output("y");

        Assert.NotNull(graph.Constant("fc.weight"));
        Assert.NotNull(graph.Initializer("fc.weight"));
        Assert.False(graph.IsInput("fc.weight"));
        Assert.Equal(["x"], graph.Inputs.Select(input => input.Name));
    }

    [Fact]
    public void ConstantNodes_AreConstants_InEveryForm()
    {
        var graph = TinyModel.Input("x", 1)
            .Node("Constant", [], ["tensor"], ("value", TensorWriter.Create("", [2], new float[] { 1, 2 })))
            .Node("Constant", [], ["float"], ("value_float", 3f))
            .Node("Constant", [], ["floats"], ("value_floats", new[] { 4f, 5f }))
            .Node("Constant", [], ["int"], ("value_int", 6))
            .Node("Constant", [], ["ints"], ("value_ints", new[] { 7L, 8L }))
            .From("x").Relu().Output("y");

        Assert.Equal([1f, 2f], TensorReader.Floats(graph.Constant("tensor")!));
        Assert.Equal([3f], TensorReader.Floats(graph.Constant("float")!));
        Assert.Empty(graph.Constant("float")!.Dims);
        Assert.Equal([4f, 5f], TensorReader.Floats(graph.Constant("floats")!));
        Assert.Equal([6L], TensorReader.Longs(graph.Constant("int")!));
        Assert.Equal([7L, 8L], TensorReader.Longs(graph.Constant("ints")!));
        Assert.Null(graph.Constant("x"));
        Assert.Null(graph.Constant("y"));
    }

    [Fact]
    public void Opset_IsFoundUnderBothNamesOfTheStandardDomain()
    {
        var graph = TinyModel.Input("x", 1).Opset(21).Opset(3, "ai.onnx.ml").Relu().Output("y");

        Assert.Equal([21, 21, 3, 0], [graph.Opset(), graph.Opset("ai.onnx"), graph.Opset("ai.onnx.ml"), graph.Opset("none")]);
    }

    [Fact]
    public void ModelBeforeIrVersion3_SpeaksTheFirstOpset()
    {
        var graph = TinyModel.Input("x", 1).Relu().Edit(model => (model.IrVersion, _) = (2, Clear(model))).Output("y");

        Assert.Equal(1, graph.Opset());

        static bool Clear(ModelProto model)
        {
            model.OpsetImport.Clear();
            return true;
        }
    }

    [Fact]
    public void Rejects_Cycle_AndNamesIt()
    {
        var error = Refused("POB2006", Chain().Edit(model => model.Graph.Node[0].Input[0] = "relu.out"));

        Assert.Contains("Conv 'conv' -> Relu 'relu' -> Conv 'conv'", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Rejects_SecondDefinitionOfAValue()
    {
        var error = Refused("POB2007", Chain().Edit(model => model.Graph.Node[1].Output[0] = "conv.out"));
        Assert.Contains("'conv.out' is defined twice, by Conv 'conv' and by Relu 'relu'", error, StringComparison.Ordinal);

        Refused("POB2007", Chain().Edit(model => model.Graph.Node[1].Output[0] = "x"));
        Refused("POB2007", Chain().Edit(model => model.Graph.Node[1].Output[0] = "conv.weight"));
        Refused("POB2007", Chain().Edit(model => model.Graph.Initializer.Add(model.Graph.Initializer[0].Clone())));
        Refused("POB2007", Chain().Edit(model => model.Graph.Input.Add(model.Graph.Input[0].Clone())));
    }

    [Fact]
    public void Rejects_ValueThatNothingDefines()
    {
        var error = Refused("POB2008", Chain().Edit(model => model.Graph.Node[0].Input[0] = "ghost"));
        Assert.Contains("'ghost', read by Conv 'conv'", error, StringComparison.Ordinal);

        Refused("POB2008", Chain().Edit(model => model.Graph.Output.Add(new ValueInfoProto { Name = "ghost" })));
        var body = new GraphProto { Node = { new NodeProto { OpType = "Neg", Input = { "ghost" }, Output = { "z" } } } };
        Refused("POB2008", Chain().Edit(model => model.Graph.Node[1].SetGraph("body", body)));
    }

    [Fact]
    public void Rejects_MissingGraphAndMissingOpset()
    {
        Refused("POB2004", Chain().Edit(model => model.Graph = null));
        Refused("POB2005", Chain().Edit(model => model.OpsetImport.Clear()));
        Refused("POB2005", Chain().Edit(model => model.Graph.Node[0].Domain = "com.unknown"));
    }

    private static string Refused(string code, TinyModel model)
    {
        var exception = Assert.Throws<PruneOnBuildException>(() => model.Build());
        var diagnostic = Assert.Single(exception.Diagnostics);
        Assert.Equal((code, "tiny.onnx"), (diagnostic.Code, diagnostic.Location.File));
        return diagnostic.Message;
    }
}
