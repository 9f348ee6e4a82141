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

    public override void RelateAxes(AxisContext node)
    {
        if (node.Node.OpType == "ConvInteger") Relate(node, new(X: 0, W: 1, ZeroOfX: 2, PerChannel: [3]));
        else if (Relate(node, new(X: 0, W: 1, ZeroOfX: null, PerChannel: [2])) is { } written && node.HasInput(3))
            // FusedConv adds a fourth input before its activation.
            node.Join(written, node.Input(3, 1));
    }

    /// <summary>W is [M, C/group, kernel...]. A depthwise or many-grouped convolution loses whole groups, one of few wide groups the same columns of each.</summary>
    /// <returns>The channels of M.</returns>
    public static int[]? Relate(AxisContext node, ConvInputs at)
    {
        if (node.InputShape(at.W) is not { Rank: >= 2 } weight || !weight[0].IsKnown || !weight[1].IsKnown)
        {
            return null;
        }

        var groups = (int)node.Node.Int("group", 1);
        var perGroup = (int)weight[1].Value;
        IEnumerable<Dim> uncut = [.. node.OutputShape(0)?.Dims.Skip(2) ?? [], .. weight.Dims.Skip(2)];
        if (groups > 1 && GroupedAxes.LosesWholeGroups(groups, perGroup))
        {
            var channels = node.Input(at.X, 1);
            var whole = RelateOutput(node, at);
            GroupedAxes.JoinGroups(node, groups, channels, whole);
            node.Costs(uncut, (weight[0], whole), (weight[1], null));
            return whole;
        }

        var read = node.Input(at.X, 1, AxisRole.Reads, at.ZeroOfX);
        var columns = node.Input(at.W, 1, AxisRole.Reads);
        var written = RelateOutput(node, at);
        if (groups == 1)
        {
            node.Join(read, columns);
        }
        else
        {
            GroupedAxes.JoinColumns(node, groups, read, columns);
            GroupedAxes.JoinColumns(node, groups, written);
        }

        node.Costs(uncut, (weight[0], written), (weight[1], columns));
        return written;
    }

    public override void Cut(CutContext node) => Cut(node, input: 0, weight: 1);

    /// <summary>The groups that stay.</summary>
    public static void Cut(CutContext node, int input, int weight)
    {
        var groups = node.Dense.Int("group", 1);
        if (groups > 1 && node.InputShape(weight) is { Rank: >= 2 } shape && shape[1].IsKnown
            && GroupedAxes.LosesWholeGroups((int)groups, (int)shape[1].Value) && node.Input(input, 1) is { } channels)
        {
            node.Node.SetInt("group", groups * node.Kept(channels) / channels.Length);
        }
    }

    private static int[]? RelateOutput(AxisContext node, ConvInputs at)
    {
        var written = node.Input(at.W, 0, AxisRole.Writes);
        foreach (var input in at.PerChannel) QuantizationAxes.Join(node, written, input);
        node.Output(0, 1, written);
        return written;
    }
}
