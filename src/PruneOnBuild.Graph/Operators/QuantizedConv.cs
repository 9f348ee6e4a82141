using System.Collections.Immutable;
using PruneOnBuild.Graph.Channels;
using PruneOnBuild.Graph.Shapes;

namespace PruneOnBuild.Graph.Operators;

/// <summary>
/// x [N, C, spatial...], scale, zero point, w [M, C/group, kernel...], scale, zero point, y scale, y zero point, B [M] -> y.
/// </summary>
internal sealed class QuantizedConv : Operator
{
    private const int YZeroPoint = 7;

    public override ImmutableArray<string> Types => ["QLinearConv", "com.microsoft:QLinearConv"];

    public override void InferShapes(ShapeContext node)
    {
        if (node.Node.Int("channels_last", 0) == 0) Conv.Infer(node, node.Type(YZeroPoint), input: 0, weight: 3);
    }

    /// <summary>As Conv; a channel is silent where it holds its zero point.</summary>
    public override void RelateAxes(AxisContext node)
    {
        if (node.Node.Int("channels_last", 0) == 0) Conv.Relate(node, new(X: 0, W: 3, ZeroOfX: 2, PerChannel: [4, 5, 8]));
    }

    public override void Cut(CutContext node) => Conv.Cut(node, input: 0, weight: 3);
}
