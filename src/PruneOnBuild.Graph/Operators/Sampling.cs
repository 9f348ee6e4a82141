using System.Collections.Immutable;
using PruneOnBuild.Graph.Channels;
using PruneOnBuild.Graph.Shapes;

namespace PruneOnBuild.Graph.Operators;

/// <summary>
/// Spatial sampling: GridSample X [N, C, in...], grid [N, out..., axes] -> [N, C, out...]; AffineGrid size
/// [N, C, out...] -> [N, out..., axes]; DeformConv like Conv; Col2Im [N, C*block, L] -> [N, C, image...];
/// CenterCropPad to the sizes given.
/// </summary>
internal sealed class Sampling : Operator
{
    public override ImmutableArray<string> Types =>
        ["GridSample", "com.microsoft:GridSample", "AffineGrid", "DeformConv", "Col2Im", "CenterCropPad"];

    public override void InferShapes(ShapeContext node)
    {
        switch (node.Node.OpType)
        {
            case "GridSample" when node.Input(0) is { Rank: >= 3 } x && node.Input(1) is { } grid && grid.Rank == x.Rank:
                node.SetOutput(0, x.ElementType, [x[0], x[1], .. grid.Dims[1..^1]]);
                break;
            case "AffineGrid" when node.Value(1)?.Entries is { Length: >= 3 } size:
                node.SetOutput(0, node.Type(0), [size[0], .. size[2..], size.Length - 2]);
                break;
            case "DeformConv":
                Conv.Infer(node, node.Type(0), input: 0, weight: 1);
                break;
            case "Col2Im" when node.Input(0) is { Rank: 3 } x && node.Value(1)?.Entries is { } image
                && node.Value(2)?.Entries is { } block:
                node.SetOutput(0, x.ElementType, [x[0], x[1].DivideExactly(Dim.Product(block)), .. image]);
                break;
            case "CenterCropPad" when node.Input(0) is { } x && node.Value(1)?.Entries is { } wanted:
                var axes = node.Node.Ints("axes") is { } named ? Axes.Normal(named, x.Rank) : [.. Enumerable.Range(0, x.Rank)];
                if (axes?.Length != wanted.Length) return;
                var dims = x.Dims.ToArray();
                foreach (var (axis, extent) in axes.Zip(wanted)) dims[axis] = extent;
                node.SetOutput(0, x.ElementType, dims);
                break;
        }
    }

    public override void RelateAxes(AxisContext node)
    {
        switch (node.Node.OpType)
        {
            case "GridSample":
                node.Output(0, 1, node.Input(0, 1));
                break;
            case "DeformConv" when node.Node.Int("offset_group", 1) == 1:
                // Offsets are of pixels, the same for all channels.
                Conv.Relate(node, new(X: 0, W: 1, ZeroOfX: null, PerChannel: [3]));
                break;
            case "Col2Im" when node.Input(0, 1) is { } channels && node.Ints(2) is { } block:
                // The pixels of a block that make one channel of the image go together.
                var pixels = (int)block.Aggregate(1L, (product, extent) => product * extent);
                var image = channels.Where((_, channel) => channel % pixels == 0).ToArray();
                GroupedAxes.JoinGroups(node, image.Length, channels, image);
                node.Output(0, 0, node.Input(0, 0));
                node.Output(0, 1, image);
                break;
            case "CenterCropPad" when node.InputShape(0) is { } x && node.Node.Ints("axes") is { } named && Axes.Normal(named, x.Rank) is { } cropped:
                CarriedAxes.Where(node, axis => !cropped.Contains(axis));
                break;
        }
    }

    public override void Cut(CutContext node)
    {
        if (node.Dense.OpType == "DeformConv") Conv.Cut(node, input: 0, weight: 1);
    }
}
