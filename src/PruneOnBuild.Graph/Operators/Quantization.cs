using System.Collections.Immutable;
using PruneOnBuild.Graph.Channels;
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

    /// <summary>
    /// Scale and zero point are one for all, or one for each index of an axis (default 1). The range of a dynamic one always holds 0, so
    /// that a channel of zeros does not move it.
    /// </summary>
    public override void RelateAxes(AxisContext node)
    {
        if (node.InputShape(0) is not { } x) return;
        if (node.Node.OpType == "DynamicQuantizeLinear")
        {
            for (var axis = 0; axis < x.Rank; axis++) node.Output(0, axis, node.Input(0, axis, AxisRole.Reads));
            return;
        }

        if (!QuantizationAxes.IsSingle(node.InputShape(1)) && node.InputShape(1) is not { Rank: 1 } || node.Node.Int("block_size", 0) != 0)
        {
            node.FreezeOthers(0, "is quantised in blocks");
            return;
        }

        if (Axes.Normal(node.Node.Int("axis", 1), x.Rank) is { } along)
        {
            QuantizationAxes.Join(node, node.Peek(0, along), 1);
            QuantizationAxes.Join(node, node.Peek(0, along), 2);
        }

        CarriedAxes.All(node);
    }
}
