using System.Collections.Immutable;
using PruneOnBuild.Graph.Channels;
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

    /// <summary>An extent that somebody reads must stay; axes that every reader passes over are free.</summary>
    public override void RelateAxes(AxisContext node)
    {
        if (node.Node.OpType != "Shape" || node.InputShape(0) is not { } x || node.IsGraphOutput(0)) return;
        var start = Clamp(node.Node.Int("start", 0), x.Rank);
        var end = Clamp(node.Node.Int("end", long.MaxValue), x.Rank);
        var read = node.ReadersOf(0).Select(reader => Picked(node, reader, end - start)).ToList();
        for (var axis = 0; axis < x.Rank; axis++)
        {
            var place = axis - start;
            if (axis < start || axis >= end || !read.Exists(picked => picked is null || picked.Contains(place))) node.Input(0, axis);
        }
    }

    /// <summary>The entries that a reader of the shape takes; null where it may be any.</summary>
    private static int[]? Picked(AxisContext node, ValueUse reader, int count) =>
        reader is { Input: 0, Node.OpType: "Gather" } && node.IntsOf(reader.Node.Input[1]) is { } picks
            ? [.. picks.Select(pick => (int)(pick < 0 ? pick + count : pick))]
            : null;
}
