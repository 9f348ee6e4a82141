using System.Collections.Immutable;
using PruneOnBuild.Graph.Channels;
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

    /// <summary>W is [C, M/group, kernel...]. Grouped ones lose whole groups.</summary>
    public override void RelateAxes(AxisContext node)
    {
        if (node.Node.OpType is not "ConvTranspose" || node.InputShape(1) is not { } weight || !weight[0].IsKnown || !weight[1].IsKnown)
        {
            return;
        }

        var groups = (int)node.Node.Int("group", 1);
        IEnumerable<Dim> uncut = [.. node.InputShape(0)?.Dims.Skip(2) ?? [], .. weight.Dims.Skip(2)];
        if (groups == 1)
        {
            var read = node.Input(1, 0, AxisRole.Reads);
            node.Join(node.Input(0, 1, AxisRole.Reads), read);
            var written = node.Input(1, 1, AxisRole.Writes);
            RelateOutput(node, written);
            node.Costs(uncut, (weight[0], read), (weight[1], written));
            return;
        }

        var (channels, width) = (node.Input(1, 0, AxisRole.Writes), (int)weight[1].Value);
        node.Join(node.Input(0, 1), channels);
        node.Costs(uncut, (weight[0], channels), (weight[1], null));
        if (channels is null)
        {
            return;
        }

        var perGroup = channels.Length / groups;
        for (var group = 0; group < groups; group++)
        {
            node.JoinAll(channels.AsSpan(group * perGroup, perGroup));
        }

        RelateOutput(node, [.. Enumerable.Range(0, groups * width).Select(output => channels[output / width * perGroup])]);
    }

    public override void Cut(CutContext node)
    {
        var groups = node.Dense.Int("group", 1);
        if (groups > 1 && node.Input(0, 1) is { } channels)
        {
            node.Node.SetInt("group", groups * node.Kept(channels) / channels.Length);
        }
    }

    private static void RelateOutput(AxisContext node, int[]? written)
    {
        if (node.HasInput(2))
        {
            node.Join(written, node.Input(2, 0));
        }

        node.Output(0, 1, written);
    }
}
