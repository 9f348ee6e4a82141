using System.Collections.Immutable;
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
        if (node.Value(0) is { } value && node.Ints(1) is { } picks && data.Numbers is { } from && ShapeArithmetic.Count(from) == value.Count
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
}
