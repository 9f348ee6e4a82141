using System.Collections.Immutable;
using PruneOnBuild.Graph.Channels;
using PruneOnBuild.Graph.Shapes;
using DataType = PruneOnBuild.Graph.Onnx.TensorProto.Types.DataType;

namespace PruneOnBuild.Graph.Operators;

/// <summary>Operators that hand on their input, at most with another element type.</summary>
internal sealed class Passing : Operator
{
    public override ImmutableArray<string> Types =>
        ["Identity", "Cast", "CastLike", "Dropout", "BitCast", "com.microsoft:BitmaskDropout"];

    public override void InferShapes(ShapeContext node)
    {
        if (node.Input(0) is not { } x) return;
        var type = node.Node.OpType switch
        {
            "Cast" or "BitCast" => (DataType)node.Node.Int("to", 0),
            "CastLike" => node.Type(1),
            _ => x.ElementType,
        };
        node.SetOutput(0, x with { ElementType = type });
        if (node.Node.OpType == "Dropout")
            node.SetOutput(1, x with { ElementType = node.Opset < 10 ? x.ElementType : DataType.Bool });
        if (node.Node.OpType != "BitCast" && node.Value(0) is { } value) node.SetValue(0, Convert(x.ElementType, type, value));
    }

    private static TensorValue? Convert(DataType from, DataType to, TensorValue value) => to switch
    {
        _ when from == to => value,
        DataType.Bool => value.Reals.IsDefault ? null : TensorValue.Of(to, value.Reals.Select(real => real == 0 ? 0.0 : 1.0)),
        // Whole numbers beyond 2^53 stay exact as entries.
        DataType.Int64 or DataType.Int32 => value.Entries.All(entry => !entry.IsUnknown) || value.Reals.IsDefault
            ? TensorValue.Of(value.Entries)
            : TensorValue.Of(to, value.Reals.Select(Math.Truncate)),
        DataType.Float or DataType.Double or DataType.Float16 => value.Reals.IsDefault ? value : TensorValue.Of(to, value.Reals),
        _ => null,
    };

    public override void RelateAxes(AxisContext node)
    {
        if (node.Node.OpType is not ("Identity" or "Cast" or "CastLike" or "Dropout")) return;
        CarriedAxes.All(node);
        if (node.Node.OpType == "Dropout") CarriedAxes.All(node, output: 1);
    }
}
