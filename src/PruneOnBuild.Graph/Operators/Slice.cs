using System.Collections.Immutable;
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
        var count = given?.Length ?? starts?.Length ?? ends?.Length ?? (node.Input(1) is { Rank: 1 } shape && shape[0].IsKnown ? shape[0].Value : -1);
        if (count < 0 || count > rank) return null;
        if (Axes.Normal(given ?? [.. Enumerable.Range(0, (int)count).Select(axis => (long)axis)], rank) is not { } axes) return null;
        var steps = node.HasInput(4) ? node.Value(4)?.Entries : [.. Enumerable.Repeat((Dim)1, axes.Length)];
        return [.. axes.Select((axis, i) => new SliceBounds(axis, At(starts, i), At(ends, i), At(steps, i)))];
    }

    private static ImmutableArray<Dim>? Entries(ShapeContext node, int input, string attribute)
    {
        if (node.HasInput(input)) return node.Value(input)?.Entries;
        return node.Node.Ints(attribute) is { } list ? [.. list.Select(entry => (Dim)entry)] : null;
    }

    private static Dim At(ImmutableArray<Dim>? entries, int index) => index < entries?.Length ? entries.Value[index] : Dim.Unknown;
}
