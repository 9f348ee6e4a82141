namespace PruneOnBuild.RandomGraphs.Blocks;

/// <summary>LSTM, GRU and RNN over [S, N, C].</summary>
internal static class Recurrent
{
    private static readonly Dictionary<string, int> Gates = new() { ["LSTM"] = 4, ["GRU"] = 3, ["RNN"] = 1 };

    /// <summary>One layer, or two one after the other.</summary>
    public static bool Sequence(GraphBuilder g)
    {
        if (g.Take(x => x.IsTokens && x.Dims[1] <= 8 && x.Channels > 1) is not { } x) return false;
        var first = Layer(g, x, g.Transpose(x.Name, 1, 0, 2), x.Channels);
        var last = g.Dice.Chance(40) ? Layer(g, x, first.Sequence, first.Size) : first;
        return g.Put(x, new Flow(g.Transpose(last.Sequence, 1, 0, 2), x.WithChannels(last.Size), 2));
    }

    /// <summary>Only the last state is read.</summary>
    public static bool LastState(GraphBuilder g)
    {
        if (g.Take(x => x.IsTokens && x.Dims[1] <= 8 && x.Channels > 1) is not { } x) return false;
        var (_, state, size) = Layer(g, x, g.Transpose(x.Name, 1, 0, 2), x.Channels);
        // Y_h [directions, N, H] -> [N, directions * H].
        var name = g.Reshape(g.Transpose(state, 1, 0, 2), g.Style.OpenBatch ? -1 : x.Batch, size);
        return g.Put(x, new Flow(name, [x.Batch, size], 1));
    }

    /// <summary>Y as [S, N, directions * H], Y_h, and that size.</summary>
    private static (string Sequence, string State, int Size) Layer(GraphBuilder g, Flow x, string input, long read)
    {
        var op = g.Dice.Pick("LSTM", "GRU", "RNN");
        var direction = g.Dice.Pick("forward", "forward", "reverse", "bidirectional");
        var (both, hidden) = (direction == "bidirectional" ? 2 : 1, g.Dice.Range(2, 6));
        var gates = Gates[op];
        var inputs = new List<string> { input, g.Weight(read, both, gates * hidden, read), g.Weight(hidden, both, gates * hidden, hidden) };
        if (g.Dice.Chance(70)) inputs.Add(g.Bias(both, 2 * gates * hidden));
        if (!g.Style.OpenBatch && g.Dice.Chance(30))
        {
            while (inputs.Count < 5) inputs.Add("");
            inputs.Add(State());
            if (op == "LSTM") inputs.Add(State());
            if (op == "LSTM" && g.Dice.Chance(30)) inputs.Add(g.Bias(both, 3 * hidden));
        }

        var attributes = new List<(string, object)> { ("hidden_size", hidden), ("direction", direction) };
        if (op == "GRU") attributes.Add(("linear_before_reset", g.Dice.Below(2)));
        var outputs = g.Nodes(op, inputs, op == "LSTM" ? 3 : 2, [.. attributes]);

        // Y is [S, directions, N, H].
        var size = both * hidden;
        var sequence = both == 1 && g.Dice.Chance(60)
            ? g.Squeeze(outputs[0], 1)
            : g.Reshape(g.Transpose(outputs[0], 0, 2, 1, 3), 0, g.Style.OpenBatch ? -1 : x.Batch, size);
        return (sequence, outputs[1], size);

        string State() => g.Dice.Chance(60) || g.Graph.Input.Count > 4
            ? g.Bias(both, x.Batch, hidden)
            : g.Input([both, x.Batch, hidden], g.Style.Type);
    }
}
