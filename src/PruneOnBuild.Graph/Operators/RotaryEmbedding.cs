using System.Collections.Immutable;
using PruneOnBuild.Graph.Channels;
using PruneOnBuild.Graph.Shapes;

namespace PruneOnBuild.Graph.Operators;

/// <summary>Positions turned into the tensor: output like the input.</summary>
internal sealed class RotaryEmbedding : Operator
{
    public override ImmutableArray<string> Types => ["RotaryEmbedding", "com.microsoft:RotaryEmbedding"];

    public override void InferShapes(ShapeContext node) => node.SetOutput(0, node.Input(0));

    /// <summary>Pairs within a head are turned; batch and whole heads, on an axis of their own or one after another, are not touched.</summary>
    public override void RelateAxes(AxisContext node)
    {
        if (node.InputShape(0) is not { } x) return;
        CarriedAxes.Where(node, axis => axis == 0 || (axis == 1 && x.Rank == 4));
        if (x.Rank == 3 && HeadSize(node, x[2]) is var size and > 0 && node.Input(0, 2) is { } channels)
        {
            for (var start = 0; start < channels.Length; start += size) node.JoinAll(channels.AsSpan(start, size));
            node.Output(0, 2, channels);
        }

        node.FreezeOthers(0, "is rotated by its position");
    }

    public override void Cut(CutContext node)
    {
        if (node.InputShape(0) is { Rank: 3 or 4 } x && node.Dense.Int("num_heads", 0) > 0) HeadAxes.Cut(node, "num_heads", node.Input(0, x.Rank == 4 ? 1 : 2));
    }

    /// <summary>How wide a head is where they lie one after another: the cosines are given for half of it, unless the number of heads is.</summary>
    private static int HeadSize(AxisContext node, Dim width)
    {
        if (node.Node.Has("num_heads") && node.Node.Int("num_heads", 0) != 0) return HeadAxes.SizeIn(width, HeadAxes.Count(node.Node.Int("num_heads", 0)));
        var cosines = node.InputShape(node.Node.Domain == "com.microsoft" ? 2 : 1) is { Rank: >= 1 } cache ? cache[-1] * 2 : Dim.Unknown;
        return width.IsKnown && HeadAxes.Count(cosines) is var size and > 0 && width.Value % size == 0 ? size : 0;
    }
}
