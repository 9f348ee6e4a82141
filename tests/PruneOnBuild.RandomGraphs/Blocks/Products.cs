using DataType = PruneOnBuild.Graph.Onnx.TensorProto.Types.DataType;

namespace PruneOnBuild.RandomGraphs.Blocks;

/// <summary>Matrix products in their many spellings.</summary>
internal static class Products
{
    public static bool Dense(GraphBuilder g) => g.Take(x => x.IsChannelsLast) is { } x && g.Put(x, Layers.Any(g, x, g.Dice.Range(2, 16)));

    /// <summary>[C, N] read transposed.</summary>
    public static bool GemmTransposed(GraphBuilder g)
    {
        if (g.Take(x => x.IsFeatures) is not { } x) return false;
        var channels = g.Dice.Range(2, 12);
        return g.Put(x, g.Shaped([x.Batch, channels], 1, "Gemm",
            [g.Transpose(x.Name, 1, 0), g.Weight(x.Channels, x.Channels, channels), g.Bias(channels)], ("transA", 1)));
    }

    /// <summary>The constant comes first: W [M, C] times X [N, C, L].</summary>
    public static bool ConstantLeft(GraphBuilder g)
    {
        if (g.Take(x => x.Rank == 3 && x.Axis == 1) is not { } x) return false;
        var channels = g.Dice.Range(2, 12);
        return g.Put(x, g.Shaped(x.WithChannels(channels), 1, "MatMul", [g.Weight(x.Channels, channels, x.Channels), x.Name]));
    }

    /// <summary>A constant with batch axes of its own.</summary>
    public static bool ConstantBatched(GraphBuilder g)
    {
        if (g.Take(x => x.IsTokens) is not { } x) return false;
        var channels = g.Dice.Range(2, 12);
        long[] dims = g.Style.OpenBatch || g.Dice.Chance(50) ? [1, x.Channels, channels] : [x.Batch, x.Channels, channels];
        return g.Put(x, g.Shaped(x.WithChannels(channels), 2, "MatMul", [x.Name, g.Weight(x.Channels, dims)]));
    }

    /// <summary>Two activations multiplied: a Gram matrix of channels or of places, and back to the value.</summary>
    public static bool Gram(GraphBuilder g)
    {
        if (g.Take(x => x.IsTokens) is not { } x) return false;
        var (a, b) = (Layers.Any(g, x, g.Dice.Range(2, 8)), Layers.Any(g, x, x.Channels));
        var gram = g.Node("MatMul", [g.Transpose(a.Name, 0, 2, 1), b.Name]);
        return g.Put(x, g.Like(x, "Mul", [g.Node("MatMul", [a.Name, gram]), g.Number(0.1f)]));
    }

    public static bool Einsum(GraphBuilder g)
    {
        if (g.Opset < 12 || g.Take(x => x.Rank <= 4) is not { } x) return false;
        var channels = g.Dice.Range(2, 12);
        var (first, second) = (g.Weight(x.Channels, x.Channels, channels), g.Weight(x.Channels, channels, x.Channels));
        var letters = "abcd"[..x.Rank];
        var (read, written) = (letters[x.Axis], letters.Replace(letters[x.Axis], 'z'));
        var equation = g.Dice.Chance(50) ? $"{letters},{read}z->{written}" : $"{letters},z{read}->{written}";
        return g.Put(x, g.Shaped(x.WithChannels(channels), x.Axis, "Einsum", [x.Name, equation.Contains($",{read}", StringComparison.Ordinal) ? first : second],
            ("equation", equation)));
    }

    /// <summary>Rows of a table by integers that the caller feeds.</summary>
    public static bool Embedding(GraphBuilder g)
    {
        if (g.Graph.Input.Count > 4 || g.Flows.Count >= 4) return false;
        var (tokens, channels) = (g.Dice.Range(2, 6), g.Dice.Range(2, 12));
        var table = g.Weight(1, g.Dice.Range(2, 5), channels);
        var indices = g.Input([1, tokens], DataType.Int64);
        return g.Put(g.Shaped([1, tokens, channels], 2, "Gather", [table, indices], ("axis", 0)));
    }

    /// <summary>As a language model's head: one table embeds and, transposed, projects.</summary>
    public static bool TiedEmbedding(GraphBuilder g)
    {
        if (g.Graph.Input.Count > 4 || g.Take(x => x.IsTokens) is not { } x) return false;
        var table = g.Weight(x.Channels, g.Dice.Range(3, 8), x.Channels);
        var rows = g.Node("Gather", [table, g.Input([1, x.Dims[1]], DataType.Int64)]);
        var sum = g.Like(x, "Add", [x.Name, rows]);
        g.Output(g.Node("MatMul", [sum.Name, g.Transpose(table, 1, 0)]));
        return g.Put(x, sum);
    }
}
