using System.Collections.Immutable;
using PruneOnBuild.Graph.Channels;
using PruneOnBuild.Graph.Shapes;

namespace PruneOnBuild.Graph.Operators;

/// <summary>Broadcast to a shape given as an input; extents of 1 in that shape leave the input's.</summary>
internal sealed class Expand : Operator
{
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

    /// <summary>Axes that keep their size hand on their channels, where the size asked for is 1 or can be rewritten.</summary>
    public override void RelateAxes(AxisContext node)
    {
        if (node.InputShape(0) is not { } x || node.OutputShape(0) is not { } output || node.Value(1) is not { } asked) return;
        var shift = output.Rank - x.Rank;
        for (var axis = 0; axis < x.Rank; axis++)
        {
            var entry = asked.Count - x.Rank + axis;
            var follows = entry < 0 || asked.Entries[entry].Is(1) || node.IsConstant(1);
            if (follows && x[axis].Same(output[axis + shift])) node.Output(0, axis + shift, node.Input(0, axis));
        }
    }

    public override void Cut(CutContext node)
    {
        if (node.Ints(1) is not { } sizes || node.OutputShape(0) is not { } output) return;
        for (var entry = 0; entry < sizes.Length; entry++)
        {
            if (sizes[entry] != 1 && node.Output(0, entry + output.Rank - sizes.Length) is { } channels) sizes[entry] = node.Kept(channels);
        }
        node.ReplaceInput(1, sizes);
    }

    /// <summary>The extents where only the length of the asked shape is known.</summary>
    private static IEnumerable<Dim> Open(TensorShape x, int rank) =>
        Broadcasting.Of(x.Dims, [.. Enumerable.Repeat(Dim.Unknown, rank)]) ?? [];
}
