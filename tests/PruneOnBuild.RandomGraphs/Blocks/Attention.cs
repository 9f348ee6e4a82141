namespace PruneOnBuild.RandomGraphs.Blocks;

/// <summary>Attention written out, as frameworks export it. Tokens [N, S, C]; heads h of width d.</summary>
internal static class Attention
{
    public static bool Separate(GraphBuilder g)
    {
        if (Start(g) is not ({ } x, var heads, var width)) return false;
        var keyFrom = g.Take(y => y.IsTokens && y.Batch == x.Batch) ?? x;
        var query = Heads(g, Layers.Any(g, x, heads * width), heads, 0, 2, 1, 3);
        var turned = g.Dice.Chance(50);
        var key = turned ? Heads(g, Layers.Any(g, keyFrom, heads * width), heads, 0, 2, 3, 1)
            : g.Transpose(Heads(g, Layers.Any(g, keyFrom, heads * width), heads, 0, 2, 1, 3), 0, 1, 3, 2);
        var valueWidth = g.Dice.Chance(70) ? width : g.Dice.Range(1, 4);
        var value = Heads(g, Layers.Any(g, keyFrom, heads * valueWidth), heads, 0, 2, 1, 3);
        return Finish(g, x, query, key, value, heads, valueWidth, width);
    }

    /// <summary>One product for query, key and value, then Split.</summary>
    public static bool FusedSplit(GraphBuilder g)
    {
        if (Start(g) is not ({ } x, var heads, var width)) return false;
        var size = (long)heads * width;
        var parts = g.Split(Layers.Any(g, x, 3 * size).Name, 2, size, size, size).Select(part => new Flow(part, x.WithChannels(size), 2)).ToArray();
        return Finish(g, x, Heads(g, parts[0], heads, 0, 2, 1, 3), Heads(g, parts[1], heads, 0, 2, 3, 1), Heads(g, parts[2], heads, 0, 2, 1, 3),
            heads, width, width);
    }

    /// <summary>One product, seen as [N, S, 3, h, d], turned to [3, N, h, S, d] and picked apart by Gather.</summary>
    public static bool FusedGather(GraphBuilder g)
    {
        if (Start(g) is not ({ } x, var heads, var width)) return false;
        var fused = Layers.Any(g, x, 3L * heads * width);
        var apart = g.Transpose(g.Reshape(fused.Name, g.BatchEntry(x.Batch), x.Dims[1], 3, heads, width), 2, 0, 3, 1, 4);
        var parts = Enumerable.Range(0, 3).Select(part => g.Node("Gather", [apart, g.Long(part)], ("axis", 0))).ToArray();
        return Finish(g, x, parts[0], g.Transpose(parts[1], 0, 1, 3, 2), parts[2], heads, width, width);
    }

    /// <summary>Several query heads share a key and value head, which Expand repeats.</summary>
    public static bool GroupedQuery(GraphBuilder g)
    {
        if (Start(g) is not ({ } x, var heads, var width) || g.Style.OpenBatch) return false;
        var repeats = g.Dice.Range(1, 2);
        var query = Heads(g, Layers.Any(g, x, heads * repeats * width), heads * repeats, 0, 2, 1, 3);
        var key = Repeated(Heads(g, Layers.Any(g, x, heads * width), heads, 0, 2, 1, 3));
        var value = Repeated(Heads(g, Layers.Any(g, x, heads * width), heads, 0, 2, 1, 3));
        return Finish(g, x, query, g.Transpose(key, 0, 1, 3, 2), value, heads * repeats, width, width);

        string Repeated(string head)
        {
            var stretched = g.Node("Expand", [g.Unsqueeze(head, 2), g.Longs(x.Batch, heads, repeats, x.Dims[1], width)]);
            return g.Reshape(stretched, g.Dice.Pick(x.Batch, 0, -1), heads * repeats, x.Dims[1], width);
        }
    }

    /// <summary>Two layers, one gating the other, and a third: SwiGLU; or one layer split in two: GLU.</summary>
    public static bool GatedFeedForward(GraphBuilder g)
    {
        if (g.Take(x => x.IsChannelsLast) is not { } x) return false;
        var inner = g.Dice.Range(2, 12);
        string gate, up;
        if (g.Dice.Chance(50))
        {
            (gate, up) = (Layers.Any(g, x, inner).Name, Layers.Any(g, x, inner).Name);
        }
        else
        {
            var parts = g.Split(Layers.Any(g, x, 2 * inner).Name, -1, inner, inner);
            (gate, up) = (parts[0], parts[1]);
        }

        var activated = g.Dice.Chance(50) ? g.Node("Sigmoid", [gate]) : g.Node("Mul", [gate, g.Node("Sigmoid", [gate])]);
        var hidden = new Flow(g.Node("Mul", [activated, up]), x.WithChannels(inner), x.Axis);
        var down = Layers.Any(g, hidden, x.Channels);
        return g.Put(x, g.Dice.Chance(70) ? g.Like(x, "Add", g.Dice.Shuffled([x.Name, down.Name])) : down);
    }

    private static (Flow? X, int Heads, int Width) Start(GraphBuilder g) =>
        (g.Take(x => x.IsTokens && x.Dims[1] <= 16), g.Dice.Range(1, 4), g.Dice.Range(1, 4));

    /// <summary>[N, S, h * d] as [N, S, h, d], turned.</summary>
    private static string Heads(GraphBuilder g, Flow x, int heads, params long[] order) =>
        g.Transpose(g.Reshape(x.Name, g.BatchEntry(x.Batch), x.Dims[1], heads, g.Style.OpenBatch ? x.Channels / heads : x.Channels / heads), order);

    private static bool Finish(GraphBuilder g, Flow x, string query, string key, string value, int heads, int valueWidth, int width)
    {
        var scores = g.Node("MatMul", [query, key]);
        var scaled = g.Dice.Chance(50) ? g.Node("Mul", [scores, g.Number(1 / MathF.Sqrt(width))]) : g.Node("Div", [scores, g.Number(MathF.Sqrt(width))]);
        var weights = g.Node("Softmax", [scaled], ("axis", g.Opset < 13 ? 3 : -1));
        var mixed = g.Transpose(g.Node("MatMul", [weights, value]), 0, 2, 1, 3);
        long size = heads * valueWidth;
        var joined = new Flow(g.Reshape(mixed, g.BatchEntry(x.Batch), x.Dims[1], size), x.WithChannels(size), 2);
        var projected = Layers.Any(g, joined, x.Channels);
        return g.Put(x, g.Dice.Chance(70) ? g.Like(x, "Add", [x.Name, projected.Name]) : projected);
    }
}
