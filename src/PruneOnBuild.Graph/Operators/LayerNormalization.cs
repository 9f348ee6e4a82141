using System.Collections.Immutable;
using PruneOnBuild.Graph.Channels;
using PruneOnBuild.Graph.Shapes;
using DataType = PruneOnBuild.Graph.Onnx.TensorProto.Types.DataType;

namespace PruneOnBuild.Graph.Operators;

/// <summary>
/// Normalisation over the axes from <c>axis</c> on: Y like X; mean and inverse deviation keep those axes with extent 1.
/// </summary>
internal sealed class LayerNormalization : Operator
{
    public override ImmutableArray<string> Types =>
    [
        "LayerNormalization", "RMSNormalization", "SimplifiedLayerNormalization",
        "com.microsoft:LayerNormalization", "com.microsoft:SimplifiedLayerNormalization",
    ];

    public override void InferShapes(ShapeContext node)
    {
        if (node.Input(0) is not { } x) return;
        node.SetOutput(0, x);
        if (Axes.Normal(node.Node.Int("axis", -1), x.Rank) is not { } first) return;
        var statistics = new TensorShape((DataType)node.Node.Int("stash_type", (long)DataType.Float),
            [.. x.Dims.Select((dim, axis) => axis < first ? dim : 1)]);
        for (var output = 1; output < node.OutputCount; output++) node.SetOutput(output, statistics);
    }

    /// <summary>The normalised axes are frozen: without a channel the mean of the others changes. Where no mean is taken the last axis can be cut.</summary>
    public override void RelateAxes(AxisContext node)
    {
        if (node.InputShape(0) is not { } x || Axes.Normal(node.Node.Int("axis", -1), x.Rank) is not { } first) return;
        var parametersFit = Enumerable.Range(1, 2).All(input => !node.HasInput(input) || node.InputShape(input)?.Rank <= x.Rank - first);
        for (var output = 0; parametersFit && output < node.Node.Output.Count; output++)
            CarriedAxes.Where(node, axis => axis < first, output: output);
        if (parametersFit && first == x.Rank - 1 && RootMeanSquare.Is(node.Node.OpType) && RootMeanSquare.CanBeCut(node, scale: 1, statistics: 1))
        {
            var channels = node.Input(0, first, AxisRole.Reads);
            node.Join(channels, node.Input(1, 0));
            node.Output(0, first, channels);
        }
        for (var input = 0; input < node.Node.Input.Count; input++) node.FreezeOthers(input, "is normalised over");
    }

    public override void Cut(CutContext node)
    {
        if (RootMeanSquare.Is(node.Dense.OpType)) RootMeanSquare.Cut(node, scale: 1);
    }
}
