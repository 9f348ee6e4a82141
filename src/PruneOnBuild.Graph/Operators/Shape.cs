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

    /// <summary>Every axis may be cut: readers go on seeing the dense extents, and who sizes cut axes by them is rewritten itself.</summary>
    public override void RelateAxes(AxisContext node)
    {
        if (node.Node.OpType != "Shape") return;
        for (var axis = 0; axis < node.InputShape(0)?.Rank; axis++) node.Input(0, axis);
    }

    public override void Cut(CutContext node)
    {
        if (node.InputShape(0) is not { } x) return;
        var start = Clamp(node.Dense.Int("start", 0), x.Rank);
        var end = Clamp(node.Dense.Int("end", long.MaxValue), x.Rank);
        var dense = Enumerable.Range(start, Math.Max(0, end - start))
            .Select(axis => node.IsCut(node.Input(0, axis)) ? x[axis].Value : (long?)null).ToArray();
        var read = node.ReadersOf(0).Select(reader => Picked(node, reader, dense.Length)).ToList();
        if (dense.Index().Any(entry => entry.Item is not null && read.Exists(picked => picked?.Contains(entry.Index) != false)))
            node.ReplaceOutputEntries(0, dense);
    }

    /// <summary>The entries that a reader of the shape takes; null where it may be any.</summary>
    private static int[]? Picked(CutContext node, ValueUse reader, int count) =>
        reader is { Input: 0, Node.OpType: "Gather" } && node.IntsOf(reader.Node.Input[1]) is { } picks
            ? [.. picks.Select(pick => (int)(pick < 0 ? pick + count : pick))]
            : null;
}
