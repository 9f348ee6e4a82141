using System.Collections.Immutable;
using PruneOnBuild.Graph.Channels;
using PruneOnBuild.Graph.Shapes;

namespace PruneOnBuild.Graph.Operators;

/// <summary>A matrix: the axes before <c>axis</c> become rows, the others columns.</summary>
internal sealed class Flatten : Operator
{
    public override ImmutableArray<string> Types => ["Flatten"];

    public override void InferShapes(ShapeContext node)
    {
        if (node.Input(0) is not { } x) return;
        var axis = node.Node.Int("axis", 1);
        if (axis < 0) axis += x.Rank;
        if (axis < 0 || axis > x.Rank) return;
        node.SetOutput(0, x.ElementType, Dim.Product(x.Dims[..(int)axis]), Dim.Product(x.Dims[(int)axis..]));
        node.SetValue(0, node.Value(0));
    }

    public override void RelateAxes(AxisContext node) => ReshapedAxes.Relate(node);
}
