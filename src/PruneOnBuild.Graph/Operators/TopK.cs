using System.Collections.Immutable;
using PruneOnBuild.Graph.Channels;
using PruneOnBuild.Graph.Shapes;
using DataType = PruneOnBuild.Graph.Onnx.TensorProto.Types.DataType;

namespace PruneOnBuild.Graph.Operators;

/// <summary>
/// The k greatest or least elements along an axis, and their indices; k is an attribute, or from opset 10 an input.
/// </summary>
internal sealed class TopK : Operator
{
    public override ImmutableArray<string> Types => ["TopK"];

    public override void InferShapes(ShapeContext node)
    {
        if (node.Input(0) is not { } x || Axes.Normal(node.Node.Int("axis", -1), x.Rank) is not { } axis) return;
        var k = node.HasInput(1) ? node.Value(1) is { Count: 1 } value ? value.Entries[0] : Dim.Unknown
            : node.Node.Has("k") ? node.Node.Int("k", 0) : Dim.Unknown;
        var dims = x.Dims.SetItem(axis, k);
        node.SetOutput(0, x.ElementType, dims);
        node.SetOutput(1, DataType.Int64, dims);
    }

    public override void RelateAxes(AxisContext node)
    {
        if (node.InputShape(0) is not { } x || Axes.Normal(node.Node.Int("axis", -1), x.Rank) is not { } along) return;
        for (var output = 0; output < 2; output++) CarriedAxes.Where(node, axis => axis != along, output: output);
        node.FreezeAxis(0, along, "is sorted");
    }
}
