using System.Collections.Immutable;
using PruneOnBuild.Graph.Channels;
using PruneOnBuild.Graph.Onnx;
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
            node.Reject(ShapeErrors.Channels(node.Path, node.Node.Describe(), $"{node.InputName(1)} {w}",
                w[0].DivideExactly(groups), groups,
                $"{node.InputName(0)} {x}", x[1]));
            return;
        }
        var spatial = node.HasInput(2) && node.Node.OpType != "ConvTranspose"
            ? [.. Enumerable.Repeat(Dim.Unknown, x.Rank - 2)]
            : Windows.Spread(node.Node, x.Dims[2..], w.Dims[2..]);
        node.SetOutput(0, x.ElementType, [x[0], w[1] * groups, .. spatial]);
    }

    /// <summary>W is [C, M/group, kernel...]. Many groups lose whole groups, few wide ones the same columns of each.</summary>
    public override void RelateAxes(AxisContext node)
    {
        if (node.Node.OpType is not "ConvTranspose" || node.InputShape(1) is not { Rank: >= 2 } weight || !weight[0].IsKnown || !weight[1].IsKnown)
        {
            return;
        }

        if (node.Node.Int("group", 1) is not (>= 1 and <= AxisMap.LongestAxis and var group) || !weight[1].IsKnown || group * (Int128)weight[1].Value > AxisMap.LongestAxis) return;
        var groups = (int)group;
        IEnumerable<Dim> uncut = [.. node.InputShape(0)?.Dims.Skip(2) ?? [], .. weight.Dims.Skip(2)];
        if (LosesWholeGroups(node.Node, weight))
        {
            // Nothing is summed across groups, so that a group goes as one, from x to y.
            var channels = node.Input(1, 0, AxisRole.Writes);
            node.Join(node.Input(0, 1), channels);
            int[]? written = channels is null ? null
                : [.. Enumerable.Range(0, groups * (int)weight[1].Value).Select(y => channels[y / (int)weight[1].Value * (channels.Length / groups)])];
            GroupedAxes.JoinGroups(node, groups, channels, written);
            RelateOutput(node, written);
            node.Costs(uncut, (weight[0], channels), (weight[1], null));
            return;
        }

        var read = node.Input(1, 0, AxisRole.Reads);
        node.Join(node.Input(0, 1, AxisRole.Reads), read);
        GroupedAxes.JoinColumns(node, groups, read);
        var columns = node.Input(1, 1, AxisRole.Writes);
        RelateOutput(node, columns is null ? null : [.. Enumerable.Repeat(columns, groups).SelectMany(column => column)]);
        node.Costs(uncut, (weight[0], read), (weight[1], columns));
    }

    public override void Cut(CutContext node)
    {
        if (node.InputShape(1) is { Rank: >= 2 } weight && LosesWholeGroups(node.Dense, weight) && node.Input(0, 1) is { } channels)
        {
            node.Node.SetInt("group", node.Dense.Int("group", 1) * node.Kept(channels) / channels.Length);
        }
    }

    private static bool LosesWholeGroups(NodeProto node, TensorShape weight) =>
        node.Int("group", 1) is > 1 and var groups && weight[0].IsKnown && GroupedAxes.LosesWholeGroups((int)groups, (int)(weight[0].Value / groups));

    private static void RelateOutput(AxisContext node, int[]? written)
    {
        if (node.HasInput(2))
        {
            node.Join(written, node.Input(2, 0));
        }

        node.Output(0, 1, written);
    }
}
