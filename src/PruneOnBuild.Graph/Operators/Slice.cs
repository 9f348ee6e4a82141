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
        if (BoundsOf(node.Node, x.Rank, node.Value, node.Input) is not { } bounds)
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

    /// <summary>The channels taken; with a step only where no other axis is sliced, since the cut then picks them one by one.</summary>
    public override void RelateAxes(AxisContext node)
    {
        if (node.InputShape(0) is not { } x || BoundsOf(node.Node, x.Rank, node.Value, node.InputShape) is not { } bounds) return;
        for (var axis = 0; axis < x.Rank; axis++)
        {
            var cuts = bounds.Where(bound => bound.Axis == axis).ToList();
            if (cuts.Count == 0)
                node.Output(0, axis, node.Input(0, axis));
            else if ((bounds.Length == 1 || cuts[0].Step.Is(1)) && node.Has(0, axis) && Taken(cuts[0], x[axis]) is { } taken)
                node.Output(0, axis, Array.ConvertAll(taken, place => node.Input(0, axis)![place]));
        }
    }

    /// <summary>Moves both ends to where the same channels now lie.</summary>
    public override void Cut(CutContext node)
    {
        if (node.InputShape(0) is not { } x || BoundsOf(node.Dense, x.Rank, node.Value, node.InputShape) is not { } bounds) return;
        var (starts, ends) = (new long?[bounds.Length], new long?[bounds.Length]);
        for (var i = 0; i < bounds.Length; i++)
        {
            if (node.Input(0, bounds[i].Axis) is not { } channels || !node.IsCut(channels) || Taken(bounds[i], x[bounds[i].Axis]) is not { } taken) continue;
            if (!bounds[i].Step.Is(1))
            {
                PickOneByOne(node, bounds[i].Axis, channels, taken);
                return;
            }
            starts[i] = node.KeptAmong(channels, taken.FirstOrDefault());
            ends[i] = starts[i] + taken.Count(place => node.Stays(channels[place]));
        }
        if (node.HasInput(1))
        {
            node.ReplaceEntries(1, starts);
            node.ReplaceEntries(2, ends);
            return;
        }
        node.Node.SetInts("starts", node.Dense.Ints("starts")!.Zip(starts, (old, start) => start ?? old));
        node.Node.SetInts("ends", node.Dense.Ints("ends")!.Zip(ends, (old, end) => end ?? old));
    }

    /// <summary>What a step takes is no longer evenly spaced after a cut: a Gather takes its place.</summary>
    private static void PickOneByOne(CutContext node, int axis, int[] channels, int[] taken)
    {
        node.Node.OpType = "Gather";
        node.Node.Attribute.Clear();
        node.Node.SetInt("axis", axis);
        while (node.Node.Input.Count > 1) node.Node.Input.RemoveAt(1);
        node.NewInput(1, [.. taken.Where(place => node.Stays(channels[place])).Select(place => (long)node.KeptAmong(channels, place))]);
    }

    /// <summary>The indices taken, in order, where they are known.</summary>
    private static int[]? Taken(SliceBounds bound, Dim of) =>
        of is { IsKnown: true, Value: <= int.MaxValue } && bound.Start.IsKnown && bound.Extent(of) is { IsKnown: true } extent
            ? [.. Enumerable.Range(0, (int)extent.Value).Select(i => (int)(bound.First(of.Value) + (i * bound.Step.Value)))] : null;

    /// <summary>
    /// What is sliced, in the node's order; numbers that only a run tells are unknown. Null where it is not even known which axes are sliced:
    /// they are named, or the first so many.
    /// </summary>
    private static ImmutableArray<SliceBounds>? BoundsOf(NodeProto node, int rank, Func<int, TensorValue?> value, Func<int, TensorShape?> shape)
    {
        bool HasInput(int input) => node.Input.Count > input && node.Input[input].Length > 0;
        ImmutableArray<Dim>? Entries(int input, string attribute) => HasInput(input)
            ? value(input)?.Entries : node.Ints(attribute) is { } ints ? [.. ints.Select(entry => (Dim)entry)] : null;
        var (starts, ends, given) = (Entries(1, "starts"), Entries(2, "ends"), Entries(3, "axes"));
        if (given is null && (HasInput(3) || node.Has("axes"))) return null;
        var count = given?.Length ?? starts?.Length ?? ends?.Length ?? (shape(1) is { Rank: 1 } listed && listed[0].IsKnown ? listed[0].Value : -1);
        if (count < 0 || count > rank || given?.All(axis => axis.IsKnown) == false) return null;
        if (Axes.Normal(given?.Select(axis => axis.Value) ?? Enumerable.Range(0, (int)count).Select(axis => (long)axis), rank) is not { } axes) return null;
        var steps = HasInput(4) ? Entries(4, "") : [.. Enumerable.Repeat((Dim)1, axes.Length)];
        Dim At(ImmutableArray<Dim>? entries, int i) => i < entries?.Length ? entries.Value[i] : Dim.Unknown;
        return [.. axes.Select((axis, i) => new SliceBounds(axis, At(starts, i), At(ends, i), At(steps, i)))];
    }
}
