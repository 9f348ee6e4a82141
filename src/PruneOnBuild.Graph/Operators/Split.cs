using System.Collections.Immutable;
using PruneOnBuild.Graph.Channels;
using PruneOnBuild.Graph.Shapes;

namespace PruneOnBuild.Graph.Operators;

/// <summary>
/// One tensor cut along an axis into the outputs: by lengths (attribute, or from opset 13 an input), or into equal parts, the
/// last smaller (num_outputs).
/// </summary>
internal sealed class Split : Operator
{
    public override ImmutableArray<string> Types => ["Split"];

    public override void InferShapes(ShapeContext node)
    {
        if (node.Input(0) is not { } x || Axes.Normal(node.Node.Int("axis", 0), x.Rank) is not { } axis) return;
        var extents = Extents(node, x[axis]);
        Dim start = 0;
        for (var output = 0; output < node.OutputCount; output++)
        {
            var extent = output < extents.Length ? extents[output] : Dim.Unknown;
            node.SetOutput(output, x.ElementType, x.Dims.SetItem(axis, extent));
            if (x.Rank == 1 && node.Value(0) is { } value && start.IsKnown && extent.IsKnown && start.Value >= 0
                && extent.Value >= 0
                && extent.Value <= value.Count - start.Value)
                node.SetValue(output, value.Pick(Enumerable.Range((int)start.Value, (int)extent.Value)));
            start += extent;
        }
    }

    private static Dim[] Extents(ShapeContext node, Dim whole)
    {
        if (node.HasInput(1)) return [.. node.Value(1)?.Entries ?? []];
        if (node.Node.Ints("split") is { Count: > 0 } lengths) return [.. lengths.Select(length => (Dim)length)];
        var parts = node.Node.Int("num_outputs", node.OutputCount);
        if (parts <= 0 || parts < node.OutputCount) return [];
        var exact = whole.DivideExactly(parts);
        if (!exact.IsUnknown || !whole.IsKnown) return [.. Enumerable.Repeat(exact, node.OutputCount)];
        var each = whole.Value / parts + Math.Sign(whole.Value % parts);
        return [.. Enumerable.Range(0, node.OutputCount).Select(part => (Dim)Math.Clamp(whole.Value - part * each, 0, each))];
    }

    /// <summary>Along the axis each output has a piece of the channels; the other axes are everywhere the same.</summary>
    public override void RelateAxes(AxisContext node)
    {
        if (node.InputShape(0) is not { } x || Axes.Normal(node.Node.Int("axis", 0), x.Rank) is not { } along) return;
        for (var output = 0; output < node.Node.Output.Count; output++)
        {
            CarriedAxes.Where(node, axis => axis != along, output: output);
        }
        var pieces = node.Node.Output.Select((_, output) => node.OutputShape(output)?[along]).ToList();
        if (!node.Has(0, along) || pieces.Exists(piece => piece is not { IsKnown: true })) return;
        var sizes = pieces.ConvertAll(piece => piece!.Value.Value);
        if (sizes.Exists(size => size < 0 || size > int.MaxValue) || sizes.Sum() != node.Peek(0, along)!.Length) return;
        var channels = node.Input(0, along)!;
        var start = 0;
        for (var output = 0; output < sizes.Count; output++)
        {
            var end = start + (int)sizes[output];
            node.Output(output, along, channels[start..end]);
            start = end;
        }
    }

    /// <summary>Writes the lengths of the pieces that remain.</summary>
    public override void Cut(CutContext node)
    {
        if (node.InputShape(0) is not { } x || Axes.Normal(node.Dense.Int("axis", 0), x.Rank) is not { } along || !node.IsCut(node.Input(0, along))) return;
        var lengths = node.Dense.Output.Select((_, output) => (long)node.Kept(node.Output(output, along)!)).ToArray();
        if (node.Opset >= 13)
        {
            node.ReplaceInput(1, lengths);
            node.Node.Remove("num_outputs");
        }
        else
        {
            node.Node.SetInts("split", lengths);
        }
    }
}
