using System.Collections.Immutable;
using PruneOnBuild.Graph.Channels;
using PruneOnBuild.Graph.Shapes;

namespace PruneOnBuild.Graph.Operators;

/// <summary>indices, depth, values -> the indices' shape with an axis of extent depth put in.</summary>
internal sealed class OneHot : Operator
{
    public override ImmutableArray<string> Types => ["OneHot"];

    public override void InferShapes(ShapeContext node)
    {
        if (node.Input(0) is not { } indices || Axes.Normal(node.Node.Int("axis", -1), indices.Rank + 1) is not { } axis) return;
        var depth = node.Value(1) is { Count: 1 } value ? value.Entries[0] : Dim.Unknown;
        node.SetOutput(0, node.Type(2), indices.Dims.Insert(axis, depth));
    }

    public override void RelateAxes(AxisContext node) => node.FreezeOthers(0, "is turned into ones and zeros");
}
