using System.Collections.Immutable;
using PruneOnBuild.Graph.Channels;
using PruneOnBuild.Graph.Shapes;

namespace PruneOnBuild.Graph.Operators;

/// <summary>
/// X [N, C, spatial...] and the indices of a MaxPool -> the shape that pool read: a third input, or (extent - 1) * stride +
/// kernel - pads.
/// </summary>
internal sealed class MaxUnpool : Operator
{
    public override ImmutableArray<string> Types => ["MaxUnpool"];

    public override void InferShapes(ShapeContext node)
    {
        if (node.Input(0) is not { Rank: > 2 } x || node.Node.Ints("kernel_shape") is not { } kernel
            || kernel.Count != x.Rank - 2)
            return;
        if (node.HasInput(2))
        {
            var dims = node.Value(2)?.Entries;
            node.SetOutput(0, x.ElementType, dims?.Length == x.Rank
                ? dims
                : [x[0], x[1], .. Enumerable.Repeat(Dim.Unknown, x.Rank - 2)]);
            return;
        }
        var spatial = Windows.Spread(node.Node, x.Dims[2..], [.. kernel.Select(extent => (Dim)extent)]);
        node.SetOutput(0, x.ElementType, [x[0], x[1], .. spatial]);
    }

    public override void RelateAxes(AxisContext node) => node.FreezeOthers(0, "is unpooled by indices that count through all channels");
}
