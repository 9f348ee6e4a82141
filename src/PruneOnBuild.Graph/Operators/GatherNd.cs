using System.Collections.Immutable;
using PruneOnBuild.Graph.Channels;
using PruneOnBuild.Graph.Shapes;

namespace PruneOnBuild.Graph.Operators;

/// <summary>data, indices [batch..., q..., depth] -> [batch..., q..., the axes of data behind batch and depth].</summary>
internal sealed class GatherNd : Operator
{
    public override ImmutableArray<string> Types => ["GatherND", "com.microsoft:GatherND"];

    public override void InferShapes(ShapeContext node)
    {
        if (node.Input(0) is not { } data || node.Input(1) is not { Rank: >= 1 } indices || !indices[-1].IsKnown) return;
        var first = node.Node.Int("batch_dims", 0) + indices[-1].Value;
        if (first < 0 || first > data.Rank) return;
        node.SetOutput(0, data.ElementType, [.. indices.Dims[..^1], .. data.Dims[(int)first..]]);
    }

    public override void RelateAxes(AxisContext node) => node.FreezeOthers(0, "is picked from by index");
}
