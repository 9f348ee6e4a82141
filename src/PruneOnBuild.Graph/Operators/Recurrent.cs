using System.Collections.Immutable;
using PruneOnBuild.Graph.Channels;
using PruneOnBuild.Graph.Shapes;

namespace PruneOnBuild.Graph.Operators;

/// <summary>
/// X [sequence, batch, input], W [directions, gates*hidden, input], R [directions, gates*hidden, hidden], B, lengths,
/// initial states -> Y [sequence, directions, batch, hidden], Y_h and Y_c [directions, batch, hidden].
/// With layout 1 batch comes first everywhere.
/// </summary>
internal sealed class Recurrent : Operator
{
    private const int X = 0, W = 1, R = 2, B = 3, Lengths = 4, InitialH = 5, InitialC = 6, Peepholes = 7;

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

    /// <summary>
    /// A hidden unit is one row of W and of R for every gate, one column of R, its entries of the biases, peepholes and initial states, and
    /// one index of every output. Both directions lose the same units. What the other units read of a removed one is its column of R.
    /// </summary>
    public override void RelateAxes(AxisContext node)
    {
        if (node.InputShape(X) is not { Rank: 3 } x || node.InputShape(W) is not { Rank: 3 } w || node.InputShape(R) is not { Rank: 3 } r) return;
        var units = node.Input(R, 2, AxisRole.ReadsState);
        var written = JoinUnits(node, W, 1, units, AxisRole.Writes);
        JoinUnits(node, R, 1, units, AxisRole.Writes);
        JoinUnits(node, B, 1, units);
        JoinUnits(node, Peepholes, 1, units);
        foreach (var state in (ReadOnlySpan<int>)[InitialH, InitialC])
        {
            JoinUnits(node, state, 2, units);
        }

        var read = node.Input(W, 2, AxisRole.Reads);
        node.Join(node.Input(X, 2, AxisRole.Reads), read);
        RelateBatch(node);
        node.Output(0, 3, units);
        node.Output(1, 2, units);
        node.Output(2, 2, units);
        var sequence = x[BatchFirst(node) ? 1 : 0];
        node.Costs([sequence, w[0]], (w[1], written), (w[2], read));
        node.Costs([sequence, w[0]], (r[1], node.Peek(R, 1)), (r[2], units));
    }

    public override void Cut(CutContext node)
    {
        if (node.Input(R, 2) is { } units && node.IsCut(units)) node.Node.SetInt("hidden_size", node.Kept(units));
    }

    /// <summary>Along the axis all units lie one after another, once for every gate.</summary>
    private static int[]? JoinUnits(AxisContext node, int input, int axis, int[]? units, AxisRole role = AxisRole.Carries)
    {
        if (!node.HasInput(input)) return null;
        var channels = node.Input(input, axis, role);
        var gates = units is { Length: > 0 } ? (channels?.Length ?? 0) / units.Length : 0;
        node.Join(channels, gates > 0 ? [.. Enumerable.Repeat(units!, gates).SelectMany(unit => unit)] : units);
        return channels;
    }

    private static void RelateBatch(AxisContext node)
    {
        var batchFirst = BatchFirst(node);
        var batch = node.Input(X, batchFirst ? 0 : 1);
        if (node.HasInput(Lengths)) node.Join(batch, node.Input(Lengths, 0));
        foreach (var state in (ReadOnlySpan<int>)[InitialH, InitialC])
        {
            if (node.HasInput(state)) node.Join(batch, node.Input(state, batchFirst ? 0 : 1));
        }

        node.Output(0, batchFirst ? 0 : 2, batch);
        node.Output(1, batchFirst ? 0 : 1, batch);
        node.Output(2, batchFirst ? 0 : 1, batch);
    }

    private static bool BatchFirst(AxisContext node) => node.Node.Int("layout", 0) != 0;
}
