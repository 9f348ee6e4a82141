using PruneOnBuild.Graph.Onnx;
using PruneOnBuild.Graph.Shapes;
using PruneOnBuild.Testing;

namespace PruneOnBuild.Graph.Tests.Shapes;

/// <summary>What the file declares helps where inference does not know, and only there.</summary>
public class DeclaredShapeTests
{
    [Fact]
    public void UnknownOperator_TakesTheDeclaredShape() =>
        Assert.Equal("Float[2,4]", ShapeInference.Infer(Model("Mystery", 4)).Of("y")!.ToString());

    [Fact]
    public void KnownOperator_KeepsItsOwn() =>
        Assert.Equal("Float[2,3]", ShapeInference.Infer(Model("Relu", 4)).Of("y")!.ToString());

    [Fact]
    public void DeclaredExtents_AreNotBelievedForOtherInputs()
    {
        var shapes = ShapeInference.Infer(Model("Mystery", 4), inputShapes: new Dictionary<string, long[]> { ["x"] = [5, 3] });

        Assert.Equal("Float[y[0],y[1]]", shapes.Of("y")!.ToString());
    }

    [Fact]
    public void FunctionOfTheModel_IsNotTakenForTheOperatorOfItsName()
    {
        var model = Model("Relu", 4).Proto.Clone();
        model.Functions.Add(new FunctionProto { Name = "Relu", Domain = "", Input = { "a" }, Output = { "b" } });

        Assert.Equal("Float[2,4]", ShapeInference.Infer(new ModelGraph(model, "m.onnx")).Of("y")!.ToString());
    }

    private static ModelGraph Model(string op, long declared) =>
        TinyModel.Input("x", 2, 3).Node(op, ["x"], ["y"]).Shaped(2, declared).Output("y");
}
