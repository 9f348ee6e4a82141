using System.Collections.Immutable;
using PruneOnBuild.Graph.Channels;
using PruneOnBuild.Graph.Shapes;
using DataType = PruneOnBuild.Graph.Onnx.TensorProto.Types.DataType;

namespace PruneOnBuild.Graph.Operators;

/// <summary>Boxes and regions: NonMaxSuppression [?, 3]; RoiAlign and MaxRoiPool [regions, C, height, width].</summary>
internal sealed class Detection : Operator
{
    public override ImmutableArray<string> Types => ["NonMaxSuppression", "RoiAlign", "MaxRoiPool"];

    public override void InferShapes(ShapeContext node)
    {
        if (node.Node.OpType == "NonMaxSuppression")
        {
            node.SetOutput(0, DataType.Int64, Dim.Unknown, 3);
            return;
        }
        if (node.Input(0) is not { Rank: 4 } x || node.Input(1) is not { Rank: 2 } regions) return;
        var pooled = node.Node.Ints("pooled_shape");
        var isAlign = node.Node.OpType == "RoiAlign";
        if (!isAlign && pooled?.Count != 2) return;
        Dim height = isAlign ? node.Node.Int("output_height", 1) : pooled![0];
        Dim width = isAlign ? node.Node.Int("output_width", 1) : pooled![1];
        node.SetOutput(0, x.ElementType, regions[0], x[1], height, width);
    }

    /// <summary>Regions are cut out of every channel alike.</summary>
    public override void RelateAxes(AxisContext node)
    {
        if (node.Node.OpType != "NonMaxSuppression") node.Output(0, 1, node.Input(0, 1));
    }
}
