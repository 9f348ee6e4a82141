using PruneOnBuild.Graph.Onnx;
using PruneOnBuild.Graph.Shapes;
using PruneOnBuild.Graph.Tensors;

namespace PruneOnBuild.Graph.Rewrites;

/// <summary>
/// Channel shuffles (Reshape-Transpose-Reshape, perhaps picked apart by Gather) become one Gather along the channel axis. They say the same,
/// and under a Gather every channel may go by itself, while a Reshape wants a rectangle of them.
/// </summary>
internal sealed class ChannelPermutations
{
    /// <summary>Larger tensors are not followed element by element.</summary>
    private const long MostElements = 1 << 24;

    /// <summary>Stand in for extents that only a run tells; different, so that no two axes are taken for each other.</summary>
    private static readonly long[] s_standIns = [2, 3, 5, 7, 11];

    private readonly ModelGraph _before;
    private readonly ShapeTable _shapes;
    private readonly ModelProto _model;
    private readonly IReadOnlyDictionary<NodeProto, NodeProto> _copies;
    private readonly HashSet<string> _done = [];
    private int _rewritten;

    private ChannelPermutations(ModelProto model, ModelGraph before, ShapeTable shapes)
    {
        (_model, _before, _shapes) = (model, before, shapes);
        _copies = ModelEdits.CopiesOf(before.Graph, model.Graph);
    }

    /// <returns>Whether there were any.</returns>
    public static bool Rewrite(ModelProto model, ModelGraph before, ShapeTable shapes)
    {
        var permutations = new ChannelPermutations(model, before, shapes);
        foreach (var node in before.Nodes.Where(node => node is { OpType: "Reshape", Domain: "" or "ai.onnx" }))
        {
            permutations.Follow(node);
        }

        return permutations._rewritten > 0;
    }

    private void Follow(NodeProto first)
    {
        var source = first.Input[0];
        if (_before.Constant(source) is not null || _shapes.Of(source) is not { Rank: > 1 } shape)
        {
            return;
        }

        var sizes = StandIns(shape);
        if (Sizes(source, sizes) is not { } dims || dims.Aggregate(1L, (product, dim) => product * dim) is 0 or > MostElements)
        {
            return;
        }

        // From the Reshape on through nodes that only move elements, with the place in the source of each element.
        var places = Enumerable.Range(0, (int)dims.Aggregate(1L, (product, dim) => product * dim)).ToArray();
        var open = new Queue<(NodeProto Node, int[] Places, long[] Dims)>([(first, places, dims)]);
        while (open.TryDequeue(out var next))
        {
            if (Move(next.Node, next.Places, next.Dims, sizes) is not var (moved, to))
            {
                continue;
            }

            var result = next.Node.Output[0];
            if (next.Node != first && Selection(moved, to, dims) is var (axis, picks))
            {
                Replace(next.Node, source, axis, picks);
                continue;
            }

            if (next.Node != first || !to.SequenceEqual(dims))
            {
                foreach (var use in _before.UsesOf(result).Where(use => use.Input == 0))
                {
                    open.Enqueue((use.Node, moved, to));
                }
            }
        }
    }

    /// <summary>Where every element of the node's output comes from; null where it does more than move elements, or nobody knows how.</summary>
    private (int[] Places, long[] Dims)? Move(NodeProto node, int[] places, long[] from, Dictionary<Dim, long> sizes)
    {
        if (node.Domain is not ("" or "ai.onnx") || node.Output.Count != 1 || Sizes(node.Output[0], sizes) is not { } to)
        {
            return null;
        }

        switch (node.OpType)
        {
            case "Reshape" or "Squeeze" or "Unsqueeze" or "Flatten" or "Identity":
                return to.Aggregate(1L, (product, dim) => product * dim) == places.Length ? (places, to) : null;
            case "Transpose":
                var order = node.Ints("perm") ?? [.. Enumerable.Range(0, from.Length).Reverse().Select(axis => (long)axis)];
                if (order.Count != from.Length || Axes.Normal(order, from.Length) is not { } axes) return null;
                var strides = RowMajor.Strides(from);
                return ([.. RowMajor.Select(to, at => places[axes.Select((axis, i) => (int)at[i] * strides[axis]).Sum()])], to);
            case "Gather" when _shapes.IntsOf(node.Input[1]) is { Length: 1 } pick && Axes.Normal(node.Int("axis", 0), from.Length) is { } along:
                var start = pick[0] < 0 ? pick[0] + from[along] : pick[0];
                long[] one = [.. from.Select((dim, axis) => axis == along ? 1 : dim)];
                var all = RowMajor.Strides(from);
                return ([.. RowMajor.Select(one, at => places[(int)(start * all[along]) + at.Select((place, axis) => (int)place * all[axis]).Sum()])], to);
            default:
                return null;
        }
    }

    /// <summary>The axis along which the elements are a choice of the source's, all other axes being whole; null where they are no such choice.</summary>
    private static (int Axis, int[] Picks)? Selection(int[] places, long[] dims, long[] source)
    {
        if (dims.Length != source.Length || dims.Index().Count(dim => dim.Item != source[dim.Index]) > 1)
        {
            return null;
        }

        var strides = RowMajor.Strides(source);
        var own = RowMajor.Strides(dims);
        for (var axis = 0; axis < dims.Length; axis++)
        {
            if (dims.Index().Any(dim => dim.Index != axis && dim.Item != source[dim.Index]))
            {
                continue;
            }

            int[] picks = [.. Enumerable.Range(0, (int)dims[axis]).Select(index => places[index * own[axis]] / strides[axis] % (int)source[axis])];
            var along = axis;
            var expected = RowMajor.Select(dims, at => at.Select((place, i) => (i == along ? picks[place] : (int)place) * strides[i]).Sum());
            if (places.SequenceEqual(expected) && !picks.SequenceEqual(Enumerable.Range(0, (int)source[axis])))
            {
                return (axis, picks);
            }
        }

        return null;
    }

    private void Replace(NodeProto node, string source, int axis, int[] picks)
    {
        if (!_done.Add(node.Output[0]))
        {
            return;
        }

        var indices = TensorWriter.Create($"{node.Output[0]}_channels", [picks.Length], [.. picks.Select(pick => (long)pick)]);
        ModelEdits.AddInitializer(_model, indices);
        var copy = _copies[node];
        copy.OpType = "Gather";
        copy.Attribute.Clear();
        copy.SetInt("axis", axis);
        copy.Input.Clear();
        copy.Input.Add([source, indices.Name]);
        _rewritten++;
    }

    private static Dictionary<Dim, long> StandIns(TensorShape shape) =>
        shape.Dims.Where(dim => dim.IsSymbolic).Distinct().Zip(s_standIns).ToDictionary();

    private long[]? Sizes(string value, Dictionary<Dim, long> standIns)
    {
        if (_shapes.Of(value) is not { } shape)
        {
            return null;
        }

        var sizes = Array.ConvertAll([.. shape.Dims], dim => dim.IsKnown ? dim.Value : standIns.GetValueOrDefault(dim, -1));
        return sizes.Contains(-1) ? null : sizes;
    }
}
