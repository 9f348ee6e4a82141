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

    /// <summary>The normalised axes are frozen: without a channel the statistics of the others change.</summary>
    public override void RelateAxes(AxisContext node)
    {
        if (node.InputShape(0) is not { } x || Axes.Normal(node.Node.Int("axis", -1), x.Rank) is not { } first) return;
        var parametersFit = Enumerable.Range(1, 2).All(input => !node.HasInput(input) || node.InputShape(input)?.Rank <= x.Rank - first);
        for (var output = 0; parametersFit && output < node.Node.Output.Count; output++)
            CarriedAxes.Where(node, axis => axis < first, output: output);
        for (var input = 0; input < node.Node.Input.Count; input++) node.FreezeOthers(input, "is normalised over");
    }
}
