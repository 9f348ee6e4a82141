using System.Collections.Immutable;
using PruneOnBuild.Graph.Channels;
using PruneOnBuild.Graph.Shapes;
using DataType = PruneOnBuild.Graph.Onnx.TensorProto.Types.DataType;

namespace PruneOnBuild.Graph.Operators;

/// <summary>
/// input [batch, sequence, hidden] and skip, added, then normalised: output like the input; mean, deviation [.., 1]; the sum,
/// like the input.
/// </summary>
internal sealed class SkipLayerNormalization : Operator
{
    private const int Sum = 3;

    public override ImmutableArray<string> Types =>
        ["com.microsoft:SkipLayerNormalization", "com.microsoft:SkipSimplifiedLayerNormalization"];

    public override void InferShapes(ShapeContext node)
    {
        if (node.Input(0) is not { Rank: >= 1 } x) return;
        node.SetOutput(0, x);
        for (var output = 1; output < Sum; output++) node.SetOutput(output, DataType.Float, [.. x.Dims[..^1], 1]);
        node.SetOutput(Sum, x);
    }

    /// <summary>The last axis is frozen: without a channel the statistics of the others change.</summary>
    public override void RelateAxes(AxisContext node)
    {
        if (node.InputShape(0) is not { Rank: >= 1 } x) return;
        BroadcastAxes.Relate(node, leading: x.Rank - 1, trailing: 1, except: input => input > 1);
        for (var output = 1; output <= Sum; output++)
        {
            for (var axis = 0; axis < x.Rank - 1; axis++) node.Output(output, axis, node.Peek(0, axis));
        }

        for (var input = 0; input < node.Node.Input.Count; input++) node.FreezeOthers(input, "is normalised over");
    }
}
