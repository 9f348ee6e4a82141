using System.Collections.Immutable;
using PruneOnBuild.Graph.Shapes;

namespace PruneOnBuild.Graph.Operators;

/// <summary>
/// X [sequence, batch, input], W [directions, gates*hidden, input], R [directions, gates*hidden, hidden], B, lengths,
/// initial states -> Y [sequence, directions, batch, hidden], Y_h and Y_c [directions, batch, hidden].
/// With layout 1 batch comes first everywhere.
/// </summary>
internal sealed class Recurrent : Operator
{
    public override ImmutableArray<string> Types => ["LSTM", "GRU", "RNN"];

    public override void InferShapes(ShapeContext node)
    {
        if (node.Input(0) is not { Rank: 3 } x) return;
        var hidden = node.Node.Int("hidden_size", 0) is > 0 and var size ? size
            : node.Input(2) is { Rank: 3 } r ? r[2] : Dim.Unknown;
        Dim directions = node.Node.String("direction", "forward") == "bidirectional" ? 2 : 1;
        var batchFirst = node.Node.Int("layout", 0) != 0;
        var (sequence, batch) = batchFirst ? (x[1], x[0]) : (x[0], x[1]);
        IEnumerable<Dim> state = batchFirst ? [batch, directions, hidden] : [directions, batch, hidden];
        node.SetOutput(0, x.ElementType, batchFirst
            ? [batch, sequence, directions, hidden] : [sequence, directions, batch, hidden]);
        node.SetOutput(1, x.ElementType, state);
        node.SetOutput(2, x.ElementType, state);
    }
}
