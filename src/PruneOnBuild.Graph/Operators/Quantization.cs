using System.Collections.Immutable;
using PruneOnBuild.Graph.Shapes;
using DataType = PruneOnBuild.Graph.Onnx.TensorProto.Types.DataType;

namespace PruneOnBuild.Graph.Operators;

/// <summary>
/// Between real numbers and small integers: the shape stays; DynamicQuantizeLinear also gives scale and zero point (scalars).
/// </summary>
internal sealed class Quantization : Operator
{
    public override ImmutableArray<string> Types =>
    [
        "QuantizeLinear", "DequantizeLinear", "DynamicQuantizeLinear", "com.microsoft:QuantizeLinear",
        "com.microsoft:DequantizeLinear",
    ];

    public override void InferShapes(ShapeContext node)
    {
        var isDynamic = node.Node.OpType == "DynamicQuantizeLinear";
        if (node.Input(0) is { } x) node.SetOutput(0, x with { ElementType = OutputType(node) });
        if (!isDynamic) return;
        node.SetOutput(1, DataType.Float);
        node.SetOutput(2, DataType.Uint8);
    }

    private static DataType OutputType(ShapeContext node) => node.Node.OpType switch
    {
        _ when node.Node.Int("output_dtype", 0) is > 0 and var type => (DataType)type,
        "DequantizeLinear" => node.Type(1),
        "QuantizeLinear" when node.HasInput(2) => node.Type(2),
        _ => DataType.Uint8,
    };
}
