using System.Collections.Immutable;
using PruneOnBuild.Graph.Channels;
using PruneOnBuild.Graph.Onnx;
using PruneOnBuild.Graph.Shapes;

namespace PruneOnBuild.Graph.Operators;

/// <summary>From start to end, step by step, along some axes; attributes before opset 10, inputs from then on.</summary>
internal sealed class Slice : Operator
{
    public override ImmutableArray<string> Types => ["Slice", "DynamicSlice"];

    public override void InferShapes(ShapeContext node)
    {
        if (node.Input(0) is not { } x) return;
        if (Bounds(node, x.Rank) is not { } bounds)
        {
            node.SetOutput(0, x.ElementType, Enumerable.Repeat(Dim.Unknown, x.Rank));
            return;
        }
        var dims = x.Dims.ToArray();
        foreach (var bound in bounds) dims[bound.Axis] = bound.Extent(x[bound.Axis]);
        node.SetOutput(0, x.ElementType, dims);
        if (node.Value(0) is { } value && x.Numbers is { } from && dims.All(dim => dim.IsKnown)
            && ShapeArithmetic.Count(from) == value.Count) node.SetValue(0, value.Pick(Places(from, dims, bounds)));
    }

    private static IEnumerable<int> Places(long[] from, Dim[] dims, ImmutableArray<SliceBounds> bounds)
    {
        var strides = RowMajor.Strides(from);
        var starts = new long[from.Length];
        var steps = Enumerable.Repeat(1L, from.Length).ToArray();
        foreach (var bound in bounds) (starts[bound.Axis], steps[bound.Axis]) = (bound.First(from[bound.Axis]), bound.Step.Value);
        return RowMajor.Select([.. dims.Select(dim => dim.Value)], at =>
        {
            var place = 0L;
            for (var axis = 0; axis < at.Length; axis++) place += (starts[axis] + at[axis] * steps[axis]) * strides[axis];
            return (int)place;
        });
    }

    /// <summary>The cut along each axis named; null where it is not even known which axes are cut.</summary>
    private static ImmutableArray<SliceBounds>? Bounds(ShapeContext node, int rank)
    {
        var starts = Entries(node, 1, "starts");
        var ends = Entries(node, 2, "ends");
        var given = node.IntsOrAttribute(3, "axes", out var named);
        if (named && given is null) return null;
        var listed = node.Input(1) is { Rank: 1 } shape && shape[0].IsKnown ? shape[0].Value : -1;
        var count = given?.Length ?? starts?.Length ?? ends?.Length ?? listed;
        if (count < 0 || count > rank) return null;
        if (Axes.Normal(given ?? [.. Enumerable.Range(0, (int)count).Select(axis => (long)axis)], rank) is not { } axes)
            return null;
        var steps = node.HasInput(4) ? node.Value(4)?.Entries : [.. Enumerable.Repeat((Dim)1, axes.Length)];
        return [.. axes.Select((axis, i) => new SliceBounds(axis, At(starts, i), At(ends, i), At(steps, i)))];
    }

    private static ImmutableArray<Dim>? Entries(ShapeContext node, int input, string attribute)
    {
        if (node.HasInput(input)) return node.Value(input)?.Entries;
        return node.Node.Ints(attribute) is { } list ? [.. list.Select(entry => (Dim)entry)] : null;
    }

    private static Dim At(ImmutableArray<Dim>? entries, int index) =>
        index < entries?.Length ? entries.Value[index] : Dim.Unknown;

    /// <summary>A cut axis must be sliced by constants, forwards and one by one, so that its ends can be moved.</summary>
    public override void RelateAxes(AxisContext node)
    {
        if (node.InputShape(0) is not { } x || BoundsOf(node.Node, x, node.Ints) is not { } bounds) return;
        var constant = !node.HasInput(1) || (node.IsConstant(1) && node.IsConstant(2));
        for (var axis = 0; axis < x.Rank; axis++)
        {
            var cuts = bounds.Where(bound => bound.Axis == axis).ToList();
            if (cuts.Count == 0)
                node.Output(0, axis, node.Input(0, axis));
            else if (constant && node.Has(0, axis) && cuts[0].Step.Is(1) && Taken(cuts[0], x[axis]) is (var start, var end))
                node.Output(0, axis, node.Input(0, axis)![start..end]);
        }
    }

    /// <summary>Moves both ends to where the same channels now lie.</summary>
    public override void Cut(CutContext node)
    {
        if (node.InputShape(0) is not { } x || BoundsOf(node.Dense, x, node.Ints) is not { } bounds) return;
        var starts = (node.Ints(1) ?? node.Dense.Ints("starts")!.ToArray()).ToArray();
        var ends = (node.Ints(2) ?? node.Dense.Ints("ends")!.ToArray()).ToArray();
        for (var i = 0; i < bounds.Length; i++)
        {
            if (node.Input(0, bounds[i].Axis) is not { } channels || !node.IsCut(channels) || Taken(bounds[i], x[bounds[i].Axis]) is not (var start, var end)) continue;
            starts[i] = node.KeptAmong(channels, start);
            ends[i] = node.KeptAmong(channels, end);
        }
        if (node.HasInput(1))
        {
            node.ReplaceInput(1, starts);
            node.ReplaceInput(2, ends);
            return;
        }
        node.Node.SetInts("starts", starts);
        node.Node.SetInts("ends", ends);
    }

    /// <summary>The indices taken, where they are known.</summary>
    private static (int Start, int End)? Taken(SliceBounds bound, Dim of) =>
        of.IsKnown && bound.Extent(of) is { IsKnown: true } extent ? ((int)bound.First(of.Value), (int)(bound.First(of.Value) + extent.Value)) : null;

    /// <summary>What is sliced, in the node's order, where axes and both ends are known.</summary>
    private static ImmutableArray<SliceBounds>? BoundsOf(NodeProto node, TensorShape x, Func<int, long[]?> ints)
    {
        var starts = ints(1) ?? node.Ints("starts")?.ToArray();
        var ends = ints(2) ?? node.Ints("ends")?.ToArray();
        if (starts is null || ends is null || starts.Length != ends.Length) return null;
        var named = node.Input.Count > 3 && node.Input[3].Length > 0 ? ints(3)
            : node.Ints("axes")?.ToArray() ?? [.. Enumerable.Range(0, starts.Length).Select(axis => (long)axis)];
        if (named is null || Axes.Normal(named, x.Rank) is not { } axes || axes.Length != starts.Length) return null;
        var hasSteps = node.Input.Count > 4 && node.Input[4].Length > 0;
        var steps = hasSteps ? ints(4) : [.. Enumerable.Repeat(1L, axes.Length)];
        return steps?.Length == axes.Length ? [.. axes.Select((axis, i) => new SliceBounds(axis, starts[i], ends[i], steps[i]))] : null;
    }
}
