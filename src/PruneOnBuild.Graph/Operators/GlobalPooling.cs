using System.Collections.Immutable;
using PruneOnBuild.Graph.Channels;
using PruneOnBuild.Graph.Shapes;

namespace PruneOnBuild.Graph.Operators;

/// <summary>X [N, C, spatial...] -> Y [N, C, 1...].</summary>
internal sealed class GlobalPooling : Operator
{
    public override ImmutableArray<string> Types =>
        ["GlobalAveragePool", "GlobalMaxPool", "GlobalLpPool", "com.microsoft:QLinearGlobalAveragePool"];

    public override void InferShapes(ShapeContext node)
    {
        if (node.Input(0) is not { Rank: >= 2 } x || node.Node.Int("channels_last", 0) != 0) return;
        node.SetOutput(0, x.ElementType, [x[0], x[1], .. Enumerable.Repeat((Dim)1, x.Rank - 2)]);
    }

    public override void RelateAxes(AxisContext node)
    {
        if (node.Node.Int("channels_last", 0) == 0) CarriedAxes.BatchAndChannels(node);
    }
}
