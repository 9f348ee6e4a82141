using System.Collections.Immutable;
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
}
