using System.Collections.Immutable;
using PruneOnBuild.Graph.Shapes;
using DataType = PruneOnBuild.Graph.Onnx.TensorProto.Types.DataType;

namespace PruneOnBuild.Graph.Operators;

/// <summary>The extents of a tensor as numbers, from opset 15 on of axes start to end; Size: their product.</summary>
internal sealed class Shape : Operator
{
    public override ImmutableArray<string> Types => ["Shape", "Size"];

    public override void InferShapes(ShapeContext node)
    {
        var isSize = node.Node.OpType == "Size";
        if (node.Input(0) is not { } x)
        {
            node.SetOutput(0, DataType.Int64, isSize ? [] : [Dim.Unknown]);
            return;
        }
        if (isSize)
        {
            node.SetOutput(0, DataType.Int64);
            node.SetValue(0, TensorValue.Of([x.Elements]));
            return;
        }
        var start = Clamp(node.Node.Int("start", 0), x.Rank);
        var end = Clamp(node.Node.Int("end", long.MaxValue), x.Rank);
        ImmutableArray<Dim> dims = start < end ? x.Dims[start..end] : [];
        node.SetOutput(0, DataType.Int64, dims.Length);
        node.SetValue(0, TensorValue.Of(dims));
    }

    private static int Clamp(long axis, int rank) => (int)Math.Clamp(axis < 0 ? axis + rank : axis, 0, rank);
}
