using System.Collections.Immutable;
using PruneOnBuild.Graph.Channels;
using PruneOnBuild.Graph.Shapes;

namespace PruneOnBuild.Graph.Operators;

/// <summary>condition, X and Y, broadcast to one shape -> X where the condition holds, else Y.</summary>
internal sealed class Where : Operator
{
    public override ImmutableArray<string> Types => ["Where"];

    public override void InferShapes(ShapeContext node)
    {
        if (node.Inputs() is not { Length: 3 } inputs) return;
        if (Broadcasting.Of(inputs[1].Dims, inputs[2].Dims) is not { } values
            || Broadcasting.Of(inputs[0].Dims, values) is not { } dims)
        {
            node.Reject(ShapeErrors.Broadcast(node.Path, node.Node.Describe(), string.Join(" and ", inputs)));
            return;
        }
        var output = new TensorShape(inputs[1].ElementType, dims);
        node.SetOutput(0, output);
        if (Stretched(node, inputs, output, 0) is not { } condition || Stretched(node, inputs, output, 1) is not { } x
            || Stretched(node, inputs, output, 2) is not { } y) return;
        node.SetValue(0, TensorValue.Of(condition.Entries.Select((holds, place) =>
            holds.IsKnown ? (holds.Value != 0 ? x : y).Entries[place]
            : x.Entries[place].Same(y.Entries[place]) ? x.Entries[place] : Dim.Unknown)));
    }

    private static TensorValue? Stretched(ShapeContext node, ImmutableArray<TensorShape> inputs, TensorShape output, int index) =>
        node.Value(index) is { } value ? ShapeArithmetic.Stretch(value, inputs[index], output) : null;

    public override void RelateAxes(AxisContext node) => BroadcastAxes.Relate(node);
}
