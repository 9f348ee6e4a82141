using PruneOnBuild.Graph.Onnx;
using PruneOnBuild.Graph.Shapes;
using PruneOnBuild.Testing;

namespace PruneOnBuild.Graph.Tests.Shapes;

/// <summary>If, Loop and Scan.</summary>
public class BodyShapeTests
{
    [Fact]
    public void BranchesThatDiffer_AgreeOnWhatTheyShare()
    {
        var table = ShapeInference.Infer(TinyModel.Input("x", 2, 3).AlsoInput("c").Longs("one", 1)
            .Node("If", ["c"], ["y"], ("then_branch", Body("t", [], "a", Node("Concat", ["x", "x"], "a", 0))),
                ("else_branch", Body("e", [], "b", Node("Relu", ["x"], "b")))).Build());

        Assert.Equal("Float[y[0],3]", table.Of("y")!.ToString());
    }

    [Fact]
    public void KnownCondition_TakesItsBranch()
    {
        var table = ShapeInference.Infer(TinyModel.Input("x", 2, 3).Longs("zero", 0).Longs("two", 2)
            .Node("Shape", ["x"], ["s"]).Node("Gather", ["s", "zero"], ["n"]).Node("Equal", ["n", "two"], ["c"])
            .Node("If", ["c"], ["y"], ("then_branch", Body("t", [], "a", Node("Concat", ["x", "x"], "a", 0))),
                ("else_branch", Body("e", [], "b", Node("Relu", ["x"], "b")))).Build());

        Assert.Equal("Float[4,3]", table.Of("y")!.ToString());
    }

    [Fact]
    public void ContradictionInABranch_IsNoError()
    {
        var table = ShapeInference.Infer(TinyModel.Input("x", 2, 3).AlsoInput("c").Weight("w", [4, 4])
            .Node("If", ["c"], ["y"], ("then_branch", Body("t", [], "a", Node("MatMul", ["x", "w"], "a"))),
                ("else_branch", Body("e", [], "b", Node("Relu", ["x"], "b")))).Build());

        Assert.Null(table.Of("y"));
    }

    [Fact]
    public void LoopThatGrowsItsState_KnowsTheOtherAxes()
    {
        var body = Body("b", ["i", "go", "state"], "go", Node("Concat", ["state", "x"], "next", 0), Node("Relu", ["x"], "each"));
        body.Output.Add(new ValueInfoProto { Name = "next" });
        body.Output.Add(new ValueInfoProto { Name = "each" });
        var model = TinyModel.Input("x", 2, 3).AlsoInput("m").AlsoInput("c")
            .Node("Loop", ["m", "c", "x"], ["last", "all"], ("body", body)).Build();
        var table = ShapeInference.Infer(model);

        Assert.Equal("Float[last[0],3]", table.Of("last")!.ToString());
        Assert.Equal("Float[all[0],2,3]", table.Of("all")!.ToString());
        var loop = model.Nodes.Single();
        Assert.Equal(3, table.Of(loop.Attribute("body")!.G)!.Of("next")![1].Value);
    }

    [Fact]
    public void Scan_SlicesItsInputsAndStacksItsOutputs()
    {
        var body = Body("b", ["state", "slice"], "next", Node("Add", ["state", "slice"], "next"), Node("Relu", ["slice"],
            "each"));
        body.Output.Add(new ValueInfoProto { Name = "each" });
        var table = ShapeInference.Infer(TinyModel.Input("s", 4).AlsoInput("x", 7, 4)
            .Node("Scan", ["s", "x"], ["last", "all"], ("body", body), ("num_scan_inputs", 1)).Build());

        Assert.Equal("Float[4]", table.Of("last")!.ToString());
        Assert.Equal("Float[7,4]", table.Of("all")!.ToString());
    }

    private static GraphProto Body(string name, string[] inputs, string output, params NodeProto[] nodes) => new()
    {
        Name = name,
        Input = { inputs.Select(input => new ValueInfoProto { Name = input }) },
        Output = { new ValueInfoProto { Name = output } },
        Node = { nodes },
    };

    private static NodeProto Node(string op, string[] inputs, string output, long? axis = null)
    {
        var node = new NodeProto { OpType = op, Input = { inputs }, Output = { output } };
        if (axis is { } given) node.SetInt("axis", given);
        return node;
    }
}
