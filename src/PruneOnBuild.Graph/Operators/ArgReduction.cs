using System.Collections.Immutable;
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
}
