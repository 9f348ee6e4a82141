using System.Globalization;
using PruneOnBuild.Graph;
using PruneOnBuild.Graph.Onnx;
using PruneOnBuild.Graph.Tensors;
using AttributeType = PruneOnBuild.Graph.Onnx.AttributeProto.Types.AttributeType;

namespace PruneOnBuild.RandomGraphs;

/// <summary>A graph as text, a node a line: <c>v3 = Conv(in0, c1[8,3,3,3]) group=2</c>.</summary>
public static class GraphText
{
    private const int MostNumbers = 8;

    public static string Of(ModelGraph model)
    {
        var inputs = model.Inputs.Select(input => $"{input.Name}[{string.Join(',', input.Type.TensorType.Shape.Dim.Select(dim => dim.HasDimParam ? dim.DimParam : $"{dim.DimValue}"))}]");
        var lines = model.Graph.Node.Select(node => $"  {string.Join(", ", node.Output)} = {node.OpType}({string.Join(", ", node.Input.Select(input => Value(model, input)))})"
            + string.Concat(node.Attribute.Select(attribute => $" {attribute.Name}={Attribute(attribute)}")));
        return $"  opset {model.Opset()}, inputs {string.Join(' ', inputs)}, outputs {string.Join(' ', model.Outputs.Select(output => output.Name))}\n"
            + string.Join('\n', lines);
    }

    private static string Value(ModelGraph model, string value) =>
        model.Initializer(value) is not { } tensor ? value
        : tensor.DataType == (int)TensorProto.Types.DataType.Int64 && TensorReader.Longs(tensor) is { Length: <= MostNumbers } numbers ? $"{{{string.Join(',', numbers)}}}"
        : $"{value}[{string.Join(',', tensor.Dims)}]";

    private static string Attribute(AttributeProto attribute) => attribute.Type switch
    {
        AttributeType.Int => attribute.I.ToString(CultureInfo.InvariantCulture),
        AttributeType.Float => attribute.F.ToString(CultureInfo.InvariantCulture),
        AttributeType.String => attribute.S.ToStringUtf8(),
        AttributeType.Ints => string.Join(',', attribute.Ints),
        AttributeType.Tensor => $"[{string.Join(',', attribute.T.Dims)}]",
        AttributeType.Graph => string.Join("; ", attribute.G.Node.Select(node => $"{node.OpType}({string.Join(',', node.Input)})")),
        var type => $"{type}",
    };
}
