using System.Collections.Immutable;
using PruneOnBuild.Graph.Channels;
using PruneOnBuild.Graph.Shapes;

namespace PruneOnBuild.Graph.Operators;

/// <summary>Slices of data picked along an axis by index: the axis gives way to the axes of the indices.</summary>
internal sealed class Gather : Operator
{
    public override ImmutableArray<string> Types => ["Gather"];

    public override void InferShapes(ShapeContext node)
    {
        if (node.Input(0) is not { } data || node.Input(1) is not { } indices) return;
        if (Axes.Normal(node.Node.Int("axis", 0), data.Rank) is not { } axis) return;
        ImmutableArray<Dim> dims = [.. data.Dims[..axis], .. indices.Dims, .. data.Dims[(axis + 1)..]];
        node.SetOutput(0, data.ElementType, dims);
        if (node.Value(0) is { } value && node.Ints(1) is { } picks && data.Numbers is { } from
            && ShapeArithmetic.Count(from) == value.Count
            && dims.All(dim => dim.IsKnown) && picks.All(pick => pick >= -from[axis] && pick < from[axis]))
            node.SetValue(0, value.Pick(Places(from, axis, picks)));
    }

    private static IEnumerable<int> Places(long[] extents, int axis, long[] picks)
    {
        var inner = (int)extents[(axis + 1)..].Aggregate(1L, (product, dim) => product * dim);
        var outer = (int)extents[..axis].Aggregate(1L, (product, dim) => product * dim);
        return from block in Enumerable.Range(0, outer)
               from pick in picks
               from within in Enumerable.Range(0, inner)
               select (int)((block * extents[axis] + (pick < 0 ? pick + extents[axis] : pick)) * inner + within);
    }

    /// <summary>Constant indices pick channels, which can be renumbered; computed ones freeze the axis they pick from.</summary>
    public override void RelateAxes(AxisContext node)
    {
        if (node.InputShape(0) is not { } data || node.InputShape(1) is not { } indices
            || Axes.Normal(node.Node.Int("axis", 0), data.Rank) is not { } along) return;
        // A table of embeddings writes channels as a layer does.
        var role = node.IsConstant(0) && !node.IsConstant(1) ? AxisRole.Writes : AxisRole.Carries;
        for (var axis = 0; axis < data.Rank; axis++)
        {
            if (axis != along) node.Output(0, axis < along ? axis : axis + indices.Rank - 1, node.Input(0, axis, role));
        }
        if (node.Ints(1) is not { } picks || indices.Rank > 1 || node.Peek(0, along) is not { Length: var size } || picks.Any(pick => pick < -size || pick >= size)) return;
        var channels = node.Input(0, along)!;
        int[] picked = [.. picks.Select(pick => channels[pick < 0 ? pick + channels.Length : pick])];
        if (indices.Rank == 0) node.Freeze(picked, node.Reason("is picked by itself"));
        else node.Output(0, along, picked);
    }

    public override void Cut(CutContext node)
    {
        if (node.InputShape(0) is not { } data || Axes.Normal(node.Dense.Int("axis", 0), data.Rank) is not { } along
            || node.Input(0, along) is not { } channels || !node.IsCut(channels) || node.Ints(1) is not { } picks) return;
        var places = picks.Select(pick => (int)(pick < 0 ? pick + channels.Length : pick)).Where(place => node.Stays(channels[place]));
        node.ReplaceInput(1, [.. places.Select(place => (long)node.KeptAmong(channels, place))]);
    }
}
