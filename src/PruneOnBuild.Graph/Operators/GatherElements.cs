using System.Collections.Immutable;
using PruneOnBuild.Graph.Channels;
using PruneOnBuild.Graph.Shapes;

namespace PruneOnBuild.Graph.Operators;

/// <summary>One element of data for each index: output like the indices.</summary>
internal sealed class GatherElements : Operator
{
    public override ImmutableArray<string> Types => ["GatherElements"];

    public override void InferShapes(ShapeContext node)
    {
        if (node.Input(1) is { } indices) node.SetOutput(0, node.Type(0), indices.Dims);
    }

    public override void RelateAxes(AxisContext node) => node.FreezeOthers(0, "is picked from by index");
}
