using System.Collections.Immutable;
using PruneOnBuild.Graph.Shapes;

namespace PruneOnBuild.Graph.Operators;

/// <summary>X [N, C, spatial...], W [C, M/group, kernel...], B [M] -> Y [N, M, spatial'...].</summary>
internal sealed class ConvTranspose : Operator
{
    public override ImmutableArray<string> Types => ["ConvTranspose", "com.microsoft:ConvTransposeWithDynamicPads"];

    public override void InferShapes(ShapeContext node)
    {
        if (node.Input(0) is not { Rank: >= 2 } x || node.Input(1) is not { } w || w.Rank != x.Rank) return;
        var groups = node.Node.Int("group", 1);
        if (w[0].Differs(x[1]))
        {
            node.Reject(ShapeErrors.Channels(node.Path, node.Node.Describe(), $"{node.InputName(1)} {w}", w[0].DivideExactly(groups), groups,
                $"{node.InputName(0)} {x}", x[1]));
            return;
        }
        var spatial = node.HasInput(2) && node.Node.OpType != "ConvTranspose"
            ? [.. Enumerable.Repeat(Dim.Unknown, x.Rank - 2)]
            : Windows.Spread(node.Node, x.Dims[2..], w.Dims[2..]);
        node.SetOutput(0, x.ElementType, [x[0], w[1] * groups, .. spatial]);
    }
}
