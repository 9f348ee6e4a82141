using PruneOnBuild.Graph.Onnx;
using PruneOnBuild.Graph.Tensors;

namespace PruneOnBuild.Graph.Tests;

public class NodeAttributesTests
{
    [Fact]
    public void AbsentAttribute_GivesTheFallback()
    {
        var node = new NodeProto { OpType = "Conv" };

        Assert.Equal(1, node.Int("group", 1));
        Assert.Equal(0.5f, node.Float("alpha", 0.5f));
        Assert.Equal("NOTSET", node.String("auto_pad", "NOTSET"));
        Assert.Null(node.Ints("pads"));
        Assert.Null(node.Tensor("value"));
        Assert.False(node.Has("group"));
    }

    [Fact]
    public void SetValue_IsReadBack_AndReplacedInPlace()
    {
        var node = new NodeProto { OpType = "Any" };
        node.SetInt("int", 1);
        node.SetFloat("float", 2);
        node.SetString("string", "drei");
        node.SetInts("ints", [4, 5]);
        node.SetFloats("floats", [6f]);
        node.SetTensor("tensor", TensorWriter.Create("t", [1], new long[] { 7 }));
        node.SetInt("int", 8);

        Assert.Equal(["int", "float", "string", "ints", "floats", "tensor"], node.Attribute.Select(attribute => attribute.Name));
        Assert.Equal((8, 2f, "drei"), (node.Int("int", 0), node.Float("float", 0), node.String("string", "")));
        Assert.Equal([4L, 5L], node.Ints("ints"));
        Assert.Equal([6f], node.Floats("floats"));
        Assert.Equal([7L], TensorReader.Longs(node.Tensor("tensor")!));
        Assert.Equal(AttributeProto.Types.AttributeType.Ints, node.Attribute("ints")!.Type);
    }

    [Fact]
    public void EmptyList_IsNotAnAbsentOne()
    {
        var node = new NodeProto();
        node.SetInts("axes", []);

        Assert.Empty(node.Ints("axes")!);
    }
}
