using System.Collections.Immutable;
using PruneOnBuild.Graph.Channels;
using PruneOnBuild.Graph.Shapes;
using DataType = PruneOnBuild.Graph.Onnx.TensorProto.Types.DataType;

namespace PruneOnBuild.Graph.Operators;

/// <summary>
/// X [N, C, spatial...] -> Y [N, C, spatial'...] by a sliding window; MaxPool's second output holds indices of Y's shape.
/// </summary>
internal sealed class Pooling : Operator
{
    public override ImmutableArray<string> Types => ["AveragePool", "MaxPool", "LpPool", "com.microsoft:QLinearAveragePool"];

    public override void InferShapes(ShapeContext node)
    {
        if (node.Input(0) is not { Rank: > 2 } x || node.Node.Ints("kernel_shape") is not { } kernel
            || kernel.Count != x.Rank - 2)
            return;
        if (node.Node.Int("channels_last", 0) != 0) return;
        var spatial = Windows.Slide(node.Node, x.Dims[2..], [.. kernel.Select(extent => (Dim)extent)],
            node.Node.Int("ceil_mode", 0) != 0);
        node.SetOutput(0, x.ElementType, [x[0], x[1], .. spatial]);
        node.SetOutput(1, DataType.Int64, [x[0], x[1], .. spatial]);
    }

    /// <summary>Each channel by itself; MaxPool's indices count through all channels, so whoever reads them freezes the channels.</summary>
    public override void RelateAxes(AxisContext node)
    {
        if (node.Node.Int("channels_last", 0) != 0) return;
        if (node.Node.Output.Count > 1 && node.Node.Output[1].Length > 0 && (node.IsGraphOutput(1) || node.ReadersOf(1).Count > 0))
        {
            node.FreezeOthers(0, "is pooled with indices that count through all channels");
            return;
        }

        CarriedAxes.BatchAndChannels(node);
        CarriedAxes.Where(node, axis => axis < 2, output: 1);
    }
}
