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

    /// <summary>The last axis is frozen: without a channel the mean of the others changes. Where no mean is taken it can be cut.</summary>
    public override void RelateAxes(AxisContext node)
    {
        if (node.InputShape(0) is not { Rank: >= 1 } x) return;
        BroadcastAxes.Relate(node, leading: x.Rank - 1, trailing: 1, except: input => input > 1);
        for (var output = 1; output <= Sum; output++)
        {
            for (var axis = 0; axis < x.Rank - 1; axis++) node.Output(output, axis, node.Peek(0, axis));
        }

        if (RootMeanSquare.Is(node.Node.OpType) && RootMeanSquare.CanBeCut(node, scale: 2, 1, 2)) RelateChannels(node, x.Rank - 1);
        for (var input = 0; input < node.Node.Input.Count; input++) node.FreezeOthers(input, "is normalised over");
    }

    public override void Cut(CutContext node)
    {
        if (RootMeanSquare.Is(node.Dense.OpType)) RootMeanSquare.Cut(node, scale: 2);
    }

    /// <summary>Input, skip and bias are added inside the node, so that each must be silent; a constant is silenced itself.</summary>
    private static void RelateChannels(AxisContext node, int last)
    {
        int[]? Silenced(int input, int axis) => node.Input(input, axis, node.IsFixed(input) ? AxisRole.ReadsState : AxisRole.Reads);
        var channels = Silenced(0, last);
        node.Join(channels, node.InputShape(1) is { } skip ? Silenced(1, skip.Rank - 1) : null);
        node.Join(channels, node.Input(2, 0));
        if (node.HasInput(3)) node.Join(channels, Silenced(3, 0));
        node.Output(0, last, channels);
        node.Output(Sum, last, channels);
    }
}
