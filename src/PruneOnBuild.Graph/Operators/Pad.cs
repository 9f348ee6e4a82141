using System.Collections.Immutable;
using PruneOnBuild.Graph.Channels;
using PruneOnBuild.Graph.Shapes;

namespace PruneOnBuild.Graph.Operators;

/// <summary>
/// Elements added at both ends of the axes, or taken away where negative: all begins, then all ends, in an attribute or
/// (opset 11) an input, for all axes or (opset 18) those that a fourth input names.
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
        var axes = !node.HasInput(3) ? [.. Enumerable.Range(0, x.Rank)]
            : node.Ints(3) is { } named ? Axes.Normal(named, x.Rank) : null;
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

    /// <summary>Constant padding lays indices without channels beside those that are there; other modes may repeat channels and freeze them.</summary>
    public override void RelateAxes(AxisContext node)
    {
        if (node.InputShape(0) is not { } x || (node.HasInput(1) ? node.Ints(1) : node.Node.Ints("pads")?.ToArray()) is not { } pads) return;
        if ((node.HasInput(3) ? node.Ints(3) : [.. Enumerable.Range(0, x.Rank).Select(axis => (long)axis)]) is not { } named
            || Axes.Normal(named, x.Rank) is not { } axes || pads.Length != 2 * axes.Length) return;
        for (var axis = 0; axis < x.Rank; axis++)
        {
            var place = Array.IndexOf(axes, axis);
            var (before, after) = place < 0 ? (0, 0) : (pads[place], pads[place + axes.Length]);
            if (before == 0 && after == 0)
                node.Output(0, axis, node.Input(0, axis));
            else if (node.Has(0, axis) && before >= 0 && after >= 0 && node.Node.String("mode", "constant") == "constant")
                node.Output(0, axis, [.. Untracked(before), .. node.Input(0, axis)!, .. Untracked(after)]);
        }
    }

    private static IEnumerable<int> Untracked(long count) => Enumerable.Repeat(AxisMap.Untracked, (int)count);
}
