using System.Collections.Immutable;
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
                node.SetOutput(0, x.ElementType, Broadcasting.Of(x.Dims, [.. Enumerable.Repeat(Dim.Unknown, (int)length[0].Value)]) ?? []);
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
}
