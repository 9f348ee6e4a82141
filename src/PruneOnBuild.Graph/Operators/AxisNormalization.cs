using System.Collections.Immutable;
using PruneOnBuild.Graph.Channels;
using PruneOnBuild.Graph.Shapes;

namespace PruneOnBuild.Graph.Operators;

/// <summary>X -> Y like X, divided by its norm along one axis, or made of mean 0 and variance 1 over some.</summary>
internal sealed class AxisNormalization : Operator
{
    public override ImmutableArray<string> Types => ["LpNormalization", "MeanVarianceNormalization"];

    public override void InferShapes(ShapeContext node) => node.SetOutput(0, node.Input(0));

    /// <summary>A channel of zeros adds nothing to a norm, but it does to a mean.</summary>
    public override void RelateAxes(AxisContext node)
    {
        if (node.InputShape(0) is not { } x) return;
        var isNorm = node.Node.OpType == "LpNormalization";
        long[] named = isNorm ? [node.Node.Int("axis", -1)] : node.Node.Ints("axes")?.ToArray() ?? [0, 2, 3];
        if (Axes.Normal(named, x.Rank) is not { } over) return;
        CarriedAxes.Where(node, axis => !over.Contains(axis));
        if (isNorm) node.Output(0, over[0], node.Input(0, over[0], AxisRole.Reads));
        else node.FreezeOthers(0, "is normalised over");
    }
}
