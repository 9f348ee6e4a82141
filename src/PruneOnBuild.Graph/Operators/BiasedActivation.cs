using System.Collections.Immutable;
using PruneOnBuild.Graph.Channels;
using PruneOnBuild.Graph.Shapes;

namespace PruneOnBuild.Graph.Operators;

/// <summary>
/// com.microsoft, X [N, S, C] and bias [C]: BiasAdd also adds a skip; BiasSplitGelu -> [N, S, C/2], one half times the Gelu of the other.
/// </summary>
internal sealed class BiasedActivation : Operator
{
    public override ImmutableArray<string> Types => ["com.microsoft:BiasAdd", "com.microsoft:BiasSplitGelu"];

    public override void InferShapes(ShapeContext node)
    {
        if (node.Input(0) is not { Rank: >= 1 } x) return;
        node.SetOutput(0, x.ElementType, node.Node.OpType == "BiasAdd" ? x.Dims : [.. x.Dims[..^1], x[-1].DivideExactly(2)]);
    }

    /// <summary>Of a split, the indices of both halves that meet go together.</summary>
    public override void RelateAxes(AxisContext node)
    {
        if (node.InputShape(0) is not { Rank: >= 1 } x) return;
        if (node.Node.OpType == "BiasAdd")
        {
            BroadcastAxes.Relate(node);
            return;
        }

        CarriedAxes.Where(node, axis => axis < x.Rank - 1);
        var channels = node.Input(0, x.Rank - 1);
        node.Join(channels, node.Input(1, 0));
        GroupedAxes.JoinColumns(node, 2, channels);
        if (channels is not null && channels.Length % 2 == 0) node.Output(0, x.Rank - 1, channels[..(channels.Length / 2)]);
    }
}
