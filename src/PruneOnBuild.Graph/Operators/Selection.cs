using System.Collections.Immutable;
using PruneOnBuild.Graph.Channels;
using PruneOnBuild.Graph.Shapes;
using DataType = PruneOnBuild.Graph.Onnx.TensorProto.Types.DataType;

namespace PruneOnBuild.Graph.Operators;

/// <summary>
/// Compress and Unique: how many elements stay only a run tells, along an axis or (none given) of the flattened tensor.
/// </summary>
internal sealed class Selection : Operator
{
    public override ImmutableArray<string> Types => ["Compress", "Unique"];

    public override void InferShapes(ShapeContext node)
    {
        var isUnique = node.Node.OpType == "Unique";
        for (var output = 1; isUnique && output < node.OutputCount; output++) node.SetOutput(output, DataType.Int64, Dim.Unknown);
        if (!node.Node.Has("axis"))
            node.SetOutput(0, node.Type(0), Dim.Unknown);
        else if (node.Input(0) is { } x && Axes.Normal(node.Node.Int("axis", 0), x.Rank) is { } axis)
            node.SetOutput(0, x.ElementType, x.Dims.SetItem(axis, Dim.Unknown));
    }

    public override void RelateAxes(AxisContext node) => node.FreezeOthers(0, "is picked from by value");
}
