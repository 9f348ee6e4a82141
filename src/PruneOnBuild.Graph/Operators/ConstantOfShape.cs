using System.Collections.Immutable;
using PruneOnBuild.Graph.Channels;
using PruneOnBuild.Graph.Shapes;
using DataType = PruneOnBuild.Graph.Onnx.TensorProto.Types.DataType;

namespace PruneOnBuild.Graph.Operators;

/// <summary>A tensor of the shape that the input says, filled with one value (0.0 unless given).</summary>
internal sealed class ConstantOfShape : Operator
{
    public override ImmutableArray<string> Types => ["ConstantOfShape"];

    public override void InferShapes(ShapeContext node)
    {
        var fill = node.Node.Tensor("value");
        var type = fill is null ? DataType.Float : (DataType)fill.DataType;
        if (node.Value(0) is not { } shape)
        {
            if (node.Input(0) is { Rank: 1 } length && length[0].IsKnown && length[0].Value is >= 0 and <= 64)
                node.SetOutput(0, type, Enumerable.Repeat(Dim.Unknown, (int)length[0].Value));
            return;
        }
        if (shape.Entries.Any(entry => entry.IsKnown && entry.Value < 0)) return;
        node.SetOutput(0, type, shape.Entries);
        var value = fill is null ? TensorValue.Of(type, [0]) : ConstantValue.Of(fill);
        if (value is { Count: 1 } && shape.Numbers is { } dims
            && ShapeArithmetic.Count(dims) is <= TensorValue.MostElements and var count)
            node.SetValue(0, value.Pick(Enumerable.Repeat(0, (int)count)));
    }

    /// <summary>A constant in all but name: each index of each axis of known size may go.</summary>
    public override void RelateAxes(AxisContext node)
    {
        for (var axis = 0; axis < node.OutputShape(0)?.Rank; axis++)
        {
            if (node.OutputShape(0)![axis] is { IsKnown: true, Value: > 0 and <= Expand.Copies } size) node.NewOutput(0, axis, (int)size.Value);
        }
    }

    public override void Cut(CutContext node) => node.ReplaceEntries(0, node.KeptSizes(0));
}
