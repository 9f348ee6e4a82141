using System.Collections.Immutable;
using PruneOnBuild.Graph.Channels;
using PruneOnBuild.Graph.Onnx;
using PruneOnBuild.Graph.Shapes;

namespace PruneOnBuild.Graph.Operators;

/// <summary>
/// X, scale, bias -> Y like X. Channels fall into groups, each with statistics of its own. X is [N, C, ...], with scale and bias [C]
/// (before opset 21 one number per group); com.microsoft's is [N, ..., C] unless channels_last is 0, and may add a skip and its bias first.
/// </summary>
internal sealed class GroupNormalization : Operator
{
    private const int Skip = 3, SkipBias = 4;

    public override ImmutableArray<string> Types => ["GroupNormalization", "com.microsoft:GroupNorm", "com.microsoft:SkipGroupNorm"];

    public override void InferShapes(ShapeContext node)
    {
        if (node.Input(0) is not { } x) return;
        node.SetOutput(0, x);
        if (node.Node.OpType == "SkipGroupNorm") node.SetOutput(1, x);
    }

    /// <summary>Whole groups go, so that the statistics of the others stay.</summary>
    public override void RelateAxes(AxisContext node)
    {
        if (node.InputShape(0) is not { Rank: >= 2 } x || node.Input(0, ChannelAxis(node.Node, x)) is not { } channels) return;
        var groups = (int)node.Node.Int(GroupsOf(node.Node), 0);
        if (groups <= 0 || channels.Length % groups != 0)
        {
            node.Join(channels, null);
            return;
        }

        var width = channels.Length / groups;
        for (var group = 0; group < groups; group++) node.JoinAll(channels.AsSpan(group * width, width));
        var perGroup = node.Node.Domain.Length == 0 && node.Opset < 21;
        int[] parameters = perGroup ? [.. Enumerable.Range(0, groups).Select(group => channels[group * width])] : channels;
        node.Join(parameters, node.Input(1, 0));
        node.Join(parameters, node.Input(2, 0));
        if (node.HasInput(Skip)) node.Join(channels, node.Input(Skip, (node.InputShape(Skip)?.Rank ?? 0) - 1));
        if (node.HasInput(SkipBias)) node.Join(channels, node.Input(SkipBias, 0));
        for (var output = 0; output < node.Node.Output.Count; output++)
        {
            node.Output(output, 0, node.Input(0, 0));
            node.Output(output, ChannelAxis(node.Node, x), channels);
        }

        node.FreezeOthers(0, "is normalised over");
    }

    public override void Cut(CutContext node)
    {
        if (node.InputShape(0) is not { } x || node.Input(0, ChannelAxis(node.Dense, x)) is not { } channels || !node.IsCut(channels)) return;
        var groups = node.Dense.Int(GroupsOf(node.Dense), 0);
        node.Node.SetInt(GroupsOf(node.Dense), groups * node.Kept(channels) / channels.Length);
    }

    private static string GroupsOf(NodeProto node) => node.Domain.Length == 0 ? "num_groups" : "groups";

    private static int ChannelAxis(NodeProto node, TensorShape x) =>
        node.Domain.Length > 0 && node.Int("channels_last", 1) != 0 ? x.Rank - 1 : 1;
}
