using System.Collections.Immutable;
using PruneOnBuild.Graph.Channels;
using PruneOnBuild.Graph.Onnx;
using PruneOnBuild.Graph.Shapes;

namespace PruneOnBuild.Graph.Operators;

/// <summary>
/// Axes reduced to extent 1 (keepdims) or away. The axes are an attribute or an input; none given means all, or none with
/// noop_with_empty_axes.
/// </summary>
internal sealed class Reduction : Operator
{
    public override ImmutableArray<string> Types =>
    [
        "ReduceL1", "ReduceL2", "ReduceLogSum", "ReduceLogSumExp", "ReduceMax", "ReduceMean", "ReduceMin", "ReduceProd",
        "ReduceSum", "ReduceSumSquare",
    ];

    public override void InferShapes(ShapeContext node)
    {
        if (node.Input(0) is not { } x) return;
        var keep = node.Node.Int("keepdims", 1) != 0;
        if (AxesOf(node.Node, x.Rank, node.Ints) is { } reduced)
        {
            node.SetOutput(0, x.ElementType, Reduce(x.Dims, reduced, keep));
            if (node.Value(0) is { } value && reduced.Length == x.Rank) node.SetValue(0, Evaluate(node.Node.OpType, value));
        }
        else if (keep)
        {
            node.SetOutput(0, x.ElementType, [.. x.Dims.Select(dim => dim.Is(1) ? dim : Dim.Unknown)]);
        }
    }

    /// <summary>The extents left when some axes are reduced.</summary>
    public static IEnumerable<Dim> Reduce(ImmutableArray<Dim> dims, int[] reduced, bool keep) =>
        dims.Index().Where(axis => keep || !reduced.Contains(axis.Index))
            .Select(axis => reduced.Contains(axis.Index) ? 1 : axis.Item);

    /// <summary>The axes that the node reduces, counted from the front; null where only a run tells.</summary>
    /// <param name="ints">Whole numbers known of an input.</param>
    public static int[]? AxesOf(NodeProto node, int rank, Func<int, long[]?> ints)
    {
        var isInput = node.Input.Count > 1 && node.Input[1].Length > 0;
        var axes = isInput ? ints(1) : node.Ints("axes")?.ToArray();
        if (axes is { Length: > 0 }) return Axes.Normal(axes, rank);
        if (isInput && axes is null) return null;
        return node.Int("noop_with_empty_axes", 0) != 0 ? [] : [.. Enumerable.Range(0, rank)];
    }

    private static TensorValue? Evaluate(string type, TensorValue value) => type switch
    {
        _ when value.Count == 1 && type is not ("ReduceLogSum" or "ReduceSumSquare" or "ReduceL1" or "ReduceL2") => value,
        "ReduceProd" => TensorValue.Of([Dim.Product(value.Entries)]),
        "ReduceSum" => TensorValue.Of([value.Entries.Aggregate((Dim)0, (sum, entry) => sum + entry)]),
        "ReduceMax" when value.Numbers is { Length: > 0 } numbers => TensorValue.Of([numbers.Max()]),
        "ReduceMin" when value.Numbers is { Length: > 0 } numbers => TensorValue.Of([numbers.Min()]),
        _ => null,
    };

    /// <summary>A channel of zeros adds nothing to a sum; a mean or an extreme changes without it, so that its axis is frozen.</summary>
    public override void RelateAxes(AxisContext node)
    {
        if (node.InputShape(0) is not { } x || AxesOf(node.Node, x.Rank, node.Ints) is not { } reduced) return;
        var keep = node.Node.Int("keepdims", 1) != 0;
        var output = 0;
        for (var axis = 0; axis < x.Rank; axis++)
        {
            var gone = reduced.Contains(axis);
            if (!gone) node.Output(0, output, node.Input(0, axis));
            else if (node.Node.OpType is "ReduceSum" or "ReduceL1" or "ReduceL2" or "ReduceSumSquare") node.Input(0, axis, AxisRole.Reads);
            else node.FreezeAxis(0, axis, node.Node.OpType == "ReduceMean" ? "is averaged over" : "is reduced over");
            output += gone && !keep ? 0 : 1;
        }
    }
}
