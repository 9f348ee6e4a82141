using DataType = PruneOnBuild.Graph.Onnx.TensorProto.Types.DataType;

namespace PruneOnBuild.RandomGraphs.Blocks;

/// <summary>Attention as one node, in all forms that the runtime's CPU provider knows. Tokens [N, S, C]; heads h of width d.</summary>
internal static class FusedAttention
{
    /// <summary>The first operator set with Attention; what else graphs of set 21 hold is the same in it.</summary>
    private const long WithAttention = 23;

    /// <summary>One weight for Q, K and V.</summary>
    public static bool Packed(GraphBuilder g)
    {
        if (Start(g) is not ({ } x, var heads, var width)) return false;
        var valueWidth = g.Dice.Chance(60) ? width : g.Dice.Range(1, 4);
        long size = heads * width, valueSize = heads * valueWidth, columns = (2 * size) + valueSize;
        List<string> inputs = [x.Name, g.Weight(x.Channels, x.Channels, columns), g.Bias(columns)];
        if (g.Dice.Chance(40)) inputs.AddRange(["", "", g.Bias(1, g.Dice.Pick(1, heads), x.Dims[1], x.Dims[1])]);
        List<(string, object)> attributes = [("num_heads", heads), ("unidirectional", g.Dice.Below(2))];
        if (valueWidth != width || g.Dice.Chance(50)) attributes.Add(("qkv_hidden_sizes", new[] { size, size, valueSize }));
        return Finish(g, x, g.Contributed(x with { Dims = x.WithChannels(valueSize) }, "Attention", inputs, [.. attributes]));
    }

    /// <summary>Separate products; queries and keys maybe turned by their positions, with a bias for all, for the scores, or none.</summary>
    public static bool MultiHead(GraphBuilder g)
    {
        if (Start(g) is not ({ } x, var heads, var width)) return false;
        var from = g.Take(y => y.IsTokens && y.Batch == x.Batch && y.Dims[1] <= 16) ?? x;
        var rotates = width % 2 == 0 && g.Dice.Chance(50);
        var valueWidth = g.Dice.Chance(70) ? width : g.Dice.Range(1, 4);
        long size = heads * width, valueSize = heads * valueWidth;
        var query = Turned(Layers.Any(g, x, size));
        var key = Turned(Layers.Any(g, from, size));
        List<string> inputs = [query, key, Layers.Any(g, from, valueSize).Name];
        if (g.Dice.Chance(40)) inputs.Add(g.Bias((2 * size) + valueSize));
        if (inputs.Count > 3 && g.Dice.Chance(50)) inputs.AddRange(["", g.Bias(1, g.Dice.Pick(1, heads), x.Dims[1], from.Dims[1])]);
        return Finish(g, x, g.Contributed(x with { Dims = x.WithChannels(valueSize) }, "MultiHeadAttention", inputs, ("num_heads", heads)));

        string Turned(Flow flow)
        {
            if (!rotates) return flow.Name;
            string[] turn = [flow.Name, g.Longs(0), g.Bias(16, width / 2), g.Bias(16, width / 2)];
            return (g.Dice.Chance(50)
                ? g.Contributed(flow, "RotaryEmbedding", turn, ("num_heads", heads), ("rotary_embedding_dim", width))
                : g.Contributed(flow, "RotaryEmbedding", turn)).Name;
        }
    }

    /// <summary>Several query heads read one of keys and values; heads of 8, as the operator wants them.</summary>
    public static bool GroupedQuery(GraphBuilder g)
    {
        const int Width = 8;
        if (g.Style.OpenBatch || Start(g) is not ({ } x, var heads, _)) return false;
        var members = g.Dice.Range(1, 3);
        long size = heads * members * Width, keySize = heads * Width;
        string[] products = g.Dice.Chance(50)
            ? [Layers.Any(g, x, size).Name, Layers.Any(g, x, keySize).Name, Layers.Any(g, x, keySize).Name]
            : [Layers.Any(g, x, size + (2 * keySize)).Name, "", ""];
        string[] inputs = [.. products, "", "", g.Ints([x.Batch], x.Dims[1] - 1), g.Ints([], x.Dims[1])];
        var mixed = g.Contributed(x with { Dims = x.WithChannels(size) }, "GroupQueryAttention", inputs, ("num_heads", heads * members), ("kv_num_heads", heads));
        g.Graph.Node[^1].Output.Add([$"{mixed.Name}_keys", $"{mixed.Name}_values"]);
        return Finish(g, x, mixed);
    }

    public static bool Standard(GraphBuilder g)
    {
        if (g.Opset < 21 || Start(g) is not ({ } x, var heads, var width)) return false;
        g.Model.OpsetImport[0].Version = WithAttention;
        var members = g.Dice.Range(1, 3);
        var valueWidth = g.Dice.Chance(70) ? width : g.Dice.Range(1, 4);
        long size = heads * members * width, valueSize = heads * members * valueWidth;
        var (query, key, value) = (Layers.Any(g, x, size), Layers.Any(g, x, heads * width), Layers.Any(g, x, heads * valueWidth));
        if (g.Dice.Chance(50))
        {
            return Finish(g, x, g.Like(x with { Dims = x.WithChannels(valueSize) }, "Attention", [query.Name, key.Name, value.Name],
                ("q_num_heads", heads * members), ("kv_num_heads", heads), ("is_causal", g.Dice.Below(2))));
        }

        string[] apart = [Apart(query, heads * members), Apart(key, heads), Apart(value, heads)];
        var mixed = g.Transpose(g.Node("Attention", apart, ("is_causal", g.Dice.Below(2))), 0, 2, 1, 3);
        return Finish(g, x, new Flow(g.Reshape(mixed, g.BatchEntry(x.Batch), x.Dims[1], valueSize), x.WithChannels(valueSize), 2));

        string Apart(Flow flow, int count) =>
            g.Transpose(g.Reshape(flow.Name, g.BatchEntry(x.Batch), x.Dims[1], count, flow.Channels / count), 0, 2, 1, 3);
    }

    private static (Flow? X, int Heads, int Width) Start(GraphBuilder g) =>
        (g.Style.Type == DataType.Float ? g.Take(x => x.IsTokens && x.Dims[1] <= 16) : null, g.Dice.Range(1, 4), g.Dice.Range(1, 4));

    private static bool Finish(GraphBuilder g, Flow x, Flow mixed)
    {
        var projected = Layers.Any(g, mixed, x.Channels);
        return g.Put(x, g.Dice.Chance(70) ? g.Like(x, "Add", [x.Name, projected.Name]) : projected);
    }
}
