using System.Collections.Immutable;
using PruneOnBuild.Graph.Channels;
using PruneOnBuild.Graph.Shapes;
using DataType = PruneOnBuild.Graph.Onnx.TensorProto.Types.DataType;

namespace PruneOnBuild.Graph.Operators;

/// <summary>X [N, C, spatial...], W [M, C/group, kernel...], B [M] -> Y [N, M, spatial'...].</summary>
internal sealed class Conv : Operator
{
    public override ImmutableArray<string> Types => ["Conv", "ConvInteger", "com.microsoft:FusedConv"];

    public override void InferShapes(ShapeContext node)
    {
        var type = node.Node.OpType == "ConvInteger" ? DataType.Int32 : node.Type(0);
        Infer(node, type, input: 0, weight: 1);
    }

    /// <summary>The shape rule, for families that keep input and weight at other places.</summary>
    public static void Infer(ShapeContext node, DataType type, int input, int weight)
    {
        if (node.Input(input) is not { Rank: >= 2 } x) return;
        if (node.Input(weight) is not { } w)
        {
            node.SetOutput(0, type, [x[0], .. Enumerable.Repeat(Dim.Unknown, x.Rank - 1)]);
            return;
        }
        if (w.Rank != x.Rank) return;
        var groups = node.Node.Int("group", 1);
        if ((w[1] * groups).Differs(x[1]))
        {
            node.Reject(ShapeErrors.Channels(node.Path, node.Node.Describe(), $"{node.InputName(weight)} {w}", w[1], groups,
                $"{node.InputName(input)} {x}", x[1]));
            return;
        }
        node.SetOutput(0, type, [x[0], w[0], .. Windows.Slide(node.Node, x.Dims[2..], w.Dims[2..])]);
    }

    /// <summary>W is [M, C/group, kernel...]. A depthwise or many-grouped convolution loses whole groups, one of few wide groups the same columns of each.</summary>
    public override void RelateAxes(AxisContext node)
    {
        if (node.Node.OpType is not ("Conv" or "FusedConv") || node.InputShape(1) is not { } weight || !weight[0].IsKnown || !weight[1].IsKnown)
        {
            return;
        }

        var groups = (int)node.Node.Int("group", 1);
        var perGroup = (int)weight[1].Value;
        IEnumerable<Dim> uncut = [.. node.OutputShape(0)?.Dims.Skip(2) ?? [], .. weight.Dims.Skip(2)];
        if (groups == 1)
        {
            var read = node.Input(0, 1, AxisRole.Reads);
            node.Join(read, node.Input(1, 1, AxisRole.Reads));
            node.Costs(uncut, (weight[0], RelateOutput(node)), (weight[1], node.Peek(1, 1)));
        }
        else if (GroupedAxes.LosesWholeGroups(groups, perGroup))
        {
            var channels = node.Input(0, 1);
            var written = RelateOutput(node);
            GroupedAxes.JoinGroups(node, groups, channels, written);
            node.Costs(uncut, (weight[0], written), (weight[1], null));
        }
        else
        {
            GroupedAxes.JoinColumns(node, groups, node.Input(0, 1, AxisRole.Reads), node.Input(1, 1, AxisRole.Reads));
            var written = RelateOutput(node);
            GroupedAxes.JoinColumns(node, groups, written, null);
            node.Costs(uncut, (weight[0], written), (weight[1], node.Peek(1, 1)));
        }
    }

    public override void Cut(CutContext node)
    {
        var groups = node.Dense.Int("group", 1);
        if (groups > 1 && node.InputShape(1)?[1] is { IsKnown: true } perGroup
            && GroupedAxes.LosesWholeGroups((int)groups, (int)perGroup.Value) && node.Input(0, 1) is { } channels)
        {
            node.Node.SetInt("group", groups * node.Kept(channels) / channels.Length);
        }
    }

    private static int[]? RelateOutput(AxisContext node)
    {
        var written = node.Input(1, 0, AxisRole.Writes);
        if (node.HasInput(2)) node.Join(written, node.Input(2, 0));
        // FusedConv adds a fourth input before its activation.
        if (node.HasInput(3)) node.Join(written, node.Input(3, 1));
        node.Output(0, 1, written);
        return written;
    }
}
