using PruneOnBuild.Graph.Rewrites;
using PruneOnBuild.Testing;

namespace PruneOnBuild.Graph.Tests.Rewrites;

/// <summary>As much of a model as it takes to see some of its values.</summary>
public sealed class PartialModelTests
{
    private static readonly ModelGraph s_model = TinyModel.Input("x", 1, 3, 8, 8).Conv("stem", 8).Relu().As("skip")
        .Conv("branch1", 8).Relu().Conv("branch2", 8).Add("skip").AlsoInput("scale", 1, 8, 8, 8).From("add1.out").Mul("scale")
        .Conv("head", 4, kernel: 1).Output("y");

    [Fact]
    public void ValueInTheMiddle_TakesWhatItDependsOn()
    {
        var part = PartialModel.That(s_model, ["branch1.out"]);

        Assert.Equal(["stem", "relu1", "branch1"], part.Graph.Node.Select(node => node.Name));
        Assert.Equal(["x"], part.Graph.Input.Select(input => input.Name));
        Assert.Equal(["branch1.bias", "branch1.weight", "stem.bias", "stem.weight"], part.Graph.Initializer.Select(tensor => tensor.Name).Order(StringComparer.Ordinal));
        Assert.Equal(["branch1.out"], part.Graph.Output.Select(output => output.Name));
        _ = new ModelGraph(part, "part.onnx");
    }

    [Fact]
    public void Outputs_StandInTheOrderAskedFor() =>
        Assert.Equal(["relu2.out", "stem.out"], PartialModel.That(s_model, ["relu2.out", "stem.out"]).Graph.Output.Select(output => output.Name));

    [Fact]
    public void GivenValues_AreFedInsteadOfComputed()
    {
        var part = PartialModel.That(s_model, ["add1.out"], new HashSet<string> { "relu1.out", "relu2.out", "stem.out" });

        Assert.Equal(["branch2", "add1"], part.Graph.Node.Select(node => node.Name));
        Assert.Equal(["relu1.out", "relu2.out"], part.Graph.Input.Select(input => input.Name));
        _ = new ModelGraph(part, "part.onnx");
    }

    [Fact]
    public void GivenValueOfANodeWithOthers_IsNotDefinedTwice()
    {
        var model = TinyModel.Input("x", 1, 8).Node("Split", ["x"], ["a", "b"], ("axis", 1), ("num_outputs", 2)).Opset(18).Shaped(1, 4)
            .Node("Add", "sum", ["a", "b"], ["sum.out"]).Output("y");

        var part = PartialModel.That(model, ["y"], new HashSet<string> { "a" });

        Assert.Equal(["Split", "Add"], part.Graph.Node.Select(node => node.OpType));
        _ = new ModelGraph(part, "part.onnx");
    }

    [Fact]
    public void WholeModel_IsAskedForByItsOutputs()
    {
        var part = PartialModel.That(s_model, ["y"]);

        Assert.Equal(s_model.Graph.Node, part.Graph.Node);
        Assert.Equal(s_model.Graph.Initializer, part.Graph.Initializer);
    }
}
