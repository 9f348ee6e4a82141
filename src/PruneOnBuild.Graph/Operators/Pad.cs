using System.Collections.Immutable;
using PruneOnBuild.Graph.Shapes;

namespace PruneOnBuild.Graph.Operators;

/// <summary>
/// Elements added at both ends of the axes, or taken away where negative: all begins, then all ends, in an attribute or (opset 11) an
/// input, for all axes or (opset 18) those that a fourth input names.
/// </summary>
internal sealed class Pad : Operator
{
    public override ImmutableArray<string> Types => ["Pad", "com.microsoft:Pad"];

    public override void InferShapes(ShapeContext node)
    {
        if (node.Input(0) is not { } x) return;
        var dims = x.Dims.ToArray();
        var pads = node.HasInput(1) ? node.Value(1)?.Entries
            : node.Node.Ints("pads") is { } list ? [.. list.Select(pad => (Dim)pad)] : (ImmutableArray<Dim>?)null;
        var axes = node.HasInput(3) ? node.Ints(3) is { } named ? Axes.Normal(named, x.Rank) : null : [.. Enumerable.Range(0, x.Rank)];
        for (var axis = 0; axis < dims.Length; axis++)
        {
            var place = axes is null ? -1 : Array.IndexOf(axes, axis);
            if (axes is not null && place < 0) continue;
            dims[axis] = axes is not null && pads?.Length == 2 * axes.Length
                ? dims[axis] + pads.Value[place] + pads.Value[place + axes.Length]
                : Dim.Unknown;
        }
        if (dims.Any(dim => dim.IsKnown && dim.Value < 0)) return;
        node.SetOutput(0, x.ElementType, dims);
    }
}
