using System.Collections.Immutable;
using PruneOnBuild.Graph.Channels;
using PruneOnBuild.Graph.Shapes;

namespace PruneOnBuild.Graph.Operators;

/// <summary>Broadcast to a shape given as an input; extents of 1 in that shape leave the input's.</summary>
internal sealed class Expand : Operator
{
    /// <summary>Longer axes are positions rather than channels.</summary>
    public const long Copies = 1 << 16;

    public override ImmutableArray<string> Types => ["Expand"];

    public override void InferShapes(ShapeContext node)
    {
        if (node.Input(0) is not { } x) return;
        if (node.Value(1) is not { } asked)
        {
            if (node.Input(1) is { Rank: 1 } length && length[0].IsKnown && length[0].Value is >= 0 and <= 64)
                node.SetOutput(0, x.ElementType, Open(x, (int)length[0].Value));
            return;
        }
        if (asked.Entries.Any(entry => entry.IsKnown && entry.Value < 0)) return;
        if (Broadcasting.Of(x.Dims, asked.Entries) is not { } dims)
        {
            node.Reject(ShapeErrors.Broadcast(node.Path, node.Node.Describe(), $"{x} and [{string.Join(',', asked.Entries)}]"));
            return;
        }
        var output = new TensorShape(x.ElementType, dims);
        node.SetOutput(0, output);
        if (node.Value(0) is { } value) node.SetValue(0, ShapeArithmetic.Stretch(value, x, output));
    }

    /// <summary>Axes that keep their size hand on their channels; every copy along a stretched axis may go by itself.</summary>
    public override void RelateAxes(AxisContext node)
    {
        if (node.InputShape(0) is not { } x || node.OutputShape(0) is not { } output) return;
        for (var axis = 0; axis < output.Rank; axis++)
        {
            var own = axis - (output.Rank - x.Rank);
            if (own >= 0 && x[own].Same(output[axis]))
                node.Output(0, axis, node.Input(0, own));
            else if ((own < 0 || x[own].Is(1)) && output[axis] is { IsKnown: true, Value: > 1 and <= Copies })
                node.NewOutput(0, axis, (int)output[axis].Value);
        }
    }

    /// <summary>Writes the sizes that remain; an entry of 1 leaves the input's.</summary>
    public override void Cut(CutContext node)
    {
        if (node.InputShape(1) is not { Rank: 1 } length || !length[0].IsKnown) return;
        var (kept, known) = (node.KeptSizes(0), node.Ints(1));
        var first = kept.Length - (int)length[0].Value;
        node.ReplaceEntries(1, [.. Enumerable.Range(0, (int)length[0].Value).Select(entry => known?[entry] == 1 ? null : kept[entry + first])]);
    }

    /// <summary>The extents where only the length of the asked shape is known.</summary>
    private static IEnumerable<Dim> Open(TensorShape x, int rank) =>
        Broadcasting.Of(x.Dims, [.. Enumerable.Repeat(Dim.Unknown, rank)]) ?? [];
}
