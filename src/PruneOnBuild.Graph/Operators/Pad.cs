using System.Collections.Immutable;
using PruneOnBuild.Graph.Channels;
using PruneOnBuild.Graph.Onnx;
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

    /// <summary>Constant padding lays channels of its own beside those that are there; other modes may repeat channels and freeze them.</summary>
    public override void RelateAxes(AxisContext node)
    {
        if (node.InputShape(0) is not { } x || PadsOf(node.Node, node.Ints, x.Rank) is not { } pads) return;
        for (var axis = 0; axis < x.Rank; axis++)
        {
            var (before, after) = pads[axis];
            if (before == 0 && after == 0)
                node.Output(0, axis, node.Input(0, axis));
            else if (IsConstant(node.Node) && before <= Expand.Copies && after <= Expand.Copies
                && node.Peek(0, axis)?.Length >= Math.Max(0, -(long)before) + Math.Max(0, -(long)after))
                node.Output(0, axis, [.. Own(node, before), .. Within(node.Input(0, axis)!, before, after), .. Own(node, after)]);
        }
    }

    /// <summary>Writes how many of the channels added remain, and where those taken away lie now.</summary>
    public override void Cut(CutContext node)
    {
        if (node.InputShape(0) is not { } x || PadsOf(node.Dense, node.Ints, x.Rank) is not { } pads) return;
        var axes = AxesOf(node.Dense, node.Ints, x.Rank)!;
        var entries = new long[2 * axes.Length];
        for (var i = 0; i < axes.Length; i++)
        {
            var (before, after) = pads[axes[i]];
            if (node.Input(0, axes[i]) is { } input && node.Output(0, axes[i]) is { } output)
            {
                before = before >= 0 ? node.KeptAmong(output, before) : -node.KeptAmong(input, -before);
                after = after >= 0
                    ? node.Kept(output) - node.KeptAmong(output, output.Length - after)
                    : -(node.Kept(input) - node.KeptAmong(input, input.Length + after));
            }
            (entries[i], entries[i + axes.Length]) = (before, after);
        }
        if (node.HasInput(1)) node.ReplaceInput(1, entries);
        else node.Node.SetInts("pads", entries);
    }

    private static bool IsConstant(NodeProto node) => node.String("mode", "constant") == "constant";

    private static int[]? AxesOf(NodeProto node, Func<int, long[]?> ints, int rank) =>
        node.Input.Count <= 3 || node.Input[3].Length == 0 ? [.. Enumerable.Range(0, rank)]
            : ints(3) is { } named ? Axes.Normal(named, rank) : null;

    /// <summary>What is added at both ends of every axis, negative where it is taken away; null where only a run tells.</summary>
    private static (int Before, int After)[]? PadsOf(NodeProto node, Func<int, long[]?> ints, int rank)
    {
        var pads = node.Input.Count > 1 ? ints(1) : node.Ints("pads")?.ToArray();
        if (AxesOf(node, ints, rank) is not { } axes || pads?.Length != 2 * axes.Length) return null;
        if (pads.Any(pad => pad is > int.MaxValue or < -int.MaxValue)) return null;
        var ends = new (int, int)[rank];
        for (var i = 0; i < axes.Length; i++) ends[axes[i]] = ((int)pads[i], (int)pads[i + axes.Length]);
        return ends;
    }

    private static int[] Own(AxisContext node, int count) => count > 0 ? node.NewChannels(count) : [];

    private static int[] Within(int[] channels, int before, int after) =>
        channels[Math.Max(0, -before)..(channels.Length - Math.Max(0, -after))];
}
