using System.Collections.Immutable;
using PruneOnBuild.Graph.Channels;
using PruneOnBuild.Graph.Shapes;
using DataType = PruneOnBuild.Graph.Onnx.TensorProto.Types.DataType;

namespace PruneOnBuild.Graph.Operators;

/// <summary>The place of the extreme element along one axis, which becomes 1 (keepdims) or goes.</summary>
internal sealed class ArgReduction : Operator
{
    public override ImmutableArray<string> Types => ["ArgMax", "ArgMin"];

    public override void InferShapes(ShapeContext node)
    {
        if (node.Input(0) is not { } x || Axes.Normal(node.Node.Int("axis", 0), x.Rank) is not { } axis) return;
        node.SetOutput(0, DataType.Int64, Reduction.Reduce(x.Dims, [axis], node.Node.Int("keepdims", 1) != 0));
    }

    public override void RelateAxes(AxisContext node)
    {
        if (node.InputShape(0) is not { } x || Axes.Normal(node.Node.Int("axis", 0), x.Rank) is not { } along) return;
        var keep = node.Node.Int("keepdims", 1) != 0;
        for (var axis = 0; axis < x.Rank; axis++)
        {
            if (axis == along) node.FreezeAxis(0, axis, "is searched through");
            else node.Output(0, keep || axis < along ? axis : axis - 1, node.Input(0, axis));
        }
    }
}
