using Google.Protobuf;
using PruneOnBuild.Graph.Onnx;
using PruneOnBuild.Graph.Tensors;
using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Testing;

namespace PruneOnBuild.Graph.Tests.Rewrites;

/// <summary>Of Constant nodes under one name the latest counts, as ONNX Runtime has it.</summary>
public sealed class RepeatedConstantsTests
{
    [Fact]
    public void Latest_IsTaken()
    {
        var graph = Read(Constant("c", 1), Constant("d", 2), Constant("c", 3));

        Assert.Equal(3f, TensorReader.Floats(graph.Constant("c")!)[0]);
        Assert.Equal(2f, TensorReader.Floats(graph.Constant("d")!)[0]);
        Assert.Equal(2, graph.Nodes.Count(node => node.OpType == "Constant"));
    }

    [Fact]
    public void DifferentNames_AllStay() => Assert.Equal(2, Read(Constant("c", 1), Constant("d", 2)).Nodes.Count(node => node.OpType == "Constant"));

    [Fact]
    public void OtherNodesUnderOneName_AreStillRefused() => Assert.Throws<PruneOnBuildException>(() => Read(
        Constant("c", 1), Constant("d", 2), new NodeProto { OpType = "Identity", Input = { "d" }, Output = { "c" } }));

    private static ModelGraph Read(params NodeProto[] before)
    {
        using var folder = new TemporaryFolder();
        var model = TinyModel.Input("x", 1, 4).Relu().Output("y").Proto.Clone();
        foreach (var node in before.Reverse())
        {
            model.Graph.Node.Insert(0, node);
        }

        var file = folder.File("model.onnx");
        File.WriteAllBytes(file, model.ToByteArray());
        return OnnxReader.Read(file);
    }

    private static NodeProto Constant(string name, float value)
    {
        var node = new NodeProto { OpType = "Constant", Output = { name } };
        node.SetTensor("value", TensorWriter.Create("", [1], new[] { value }));
        return node;
    }
}
