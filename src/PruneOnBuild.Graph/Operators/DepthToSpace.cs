using System.Collections.Immutable;
using PruneOnBuild.Graph.Channels;
using PruneOnBuild.Graph.Shapes;

namespace PruneOnBuild.Graph.Operators;

/// <summary>Blocks of channels laid out as pixels [N, C, H, W] -> [N, C/b², H*b, W*b], and the reverse.</summary>
internal sealed class DepthToSpace : Operator
{
    private const long LargestBlock = 1 << 10;

    public override ImmutableArray<string> Types => ["DepthToSpace", "SpaceToDepth"];

    public override void InferShapes(ShapeContext node)
    {
        Dim block = node.Node.Int("blocksize", 0);
        if (node.Input(0) is not { Rank: 4 } x || block.Value <= 0) return;
        if (node.Node.OpType == "DepthToSpace")
            node.SetOutput(0, x.ElementType, x[0], x[1].DivideExactly(block * block), x[2] * block, x[3] * block);
        else node.SetOutput(0, x.ElementType, x[0], x[1] * block * block, x[2].DivideExactly(block), x[3].DivideExactly(block));
    }

    /// <summary>The blocksize² channels that become the pixels of one output channel go together; the reverse repeats each channel.</summary>
    public override void RelateAxes(AxisContext node)
    {
        if (node.Node.Int("blocksize", 1) is not (>= 1 and <= LargestBlock and var block) || !node.Has(0, 1)) return;
        var (channels, pixels) = (node.Input(0, 1)!, (int)(block * block));
        if (node.Node.OpType == "SpaceToDepth")
        {
            if ((long)channels.Length * pixels > AxisMap.LongestAxis) node.Join(channels, null);
            else node.Output(0, 1, [.. Enumerable.Repeat(channels, pixels).SelectMany(copy => copy)]);
            return;
        }
        if (channels.Length % pixels != 0)
        {
            node.Join(channels, null);
            return;
        }
        var outputs = channels.Length / pixels;
        var interleaved = node.Node.String("mode", "DCR") == "DCR";
        for (var output = 0; output < outputs; output++)
        {
            node.JoinAll([.. Enumerable.Range(0, pixels).Select(pixel => channels[interleaved ? (pixel * outputs) + output : (output * pixels) + pixel])]);
        }
        node.Output(0, 1, [.. Enumerable.Range(0, outputs).Select(output => channels[interleaved ? output : output * pixels])]);
    }
}
