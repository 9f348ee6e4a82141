using DataType = PruneOnBuild.Graph.Onnx.TensorProto.Types.DataType;

namespace PruneOnBuild.RandomGraphs.Blocks;

/// <summary>Operators that ONNX Runtime's own optimizer leaves in a file.</summary>
internal static class Contributed
{
    /// <summary>A convolution with an activation, and maybe a value that is added before it.</summary>
    public static bool FusedConv(GraphBuilder g)
    {
        if (g.Style.Type != DataType.Float || g.Take(x => x.IsImage) is not { } x) return false;
        long channels = g.Dice.Range(2, 10);
        var weight = g.Weight(x.Channels, channels, x.Channels, 1, 1);
        string[] inputs = g.Dice.Chance(50)
            ? [x.Name, weight, g.Bias(channels), Layers.Any(g, x, channels).Name]
            : [x.Name, weight, g.Bias(channels)];
        return g.Put(x, g.Contributed(x with { Dims = x.WithChannels(channels) }, "FusedConv", inputs, ("activation", "Relu"), ("kernel_shape", new long[] { 1, 1 })));
    }

    public static bool FusedMatMul(GraphBuilder g)
    {
        if (g.Style.Type != DataType.Float || g.Take(x => x.IsTokens) is not { } x) return false;
        long channels = g.Dice.Range(2, 10);
        var transposed = g.Dice.Chance(50);
        var weight = g.Weight(x.Channels, transposed ? [channels, x.Channels] : [x.Channels, channels]);
        return g.Put(x, g.Contributed(x with { Dims = x.WithChannels(channels) }, "FusedMatMul", [x.Name, weight], ("transB", transposed ? 1 : 0), ("alpha", 0.5f)));
    }

    public static bool Gelu(GraphBuilder g)
    {
        if (g.Style.Type != DataType.Float || g.Take(x => x.IsChannelsLast) is not { } x) return false;
        return g.Put(x, g.Dice.Below(3) switch
        {
            0 => g.Contributed(x, "BiasGelu", [x.Name, g.Bias(x.Channels)]),
            1 => g.Contributed(x, "FastGelu", [x.Name, g.Bias(x.Channels)]),
            _ => g.Contributed(x, g.Dice.Pick("Gelu", "QuickGelu"), [x.Name]),
        });
    }

    /// <summary>A value and what goes around it, added and normalised; maybe the sum goes on.</summary>
    public static bool SkipNorm(GraphBuilder g)
    {
        if (g.Style.Type != DataType.Float || g.Take(x => x.IsTokens) is not { } x) return false;
        var skip = g.Dice.Chance(50) ? Layers.Any(g, x, x.Channels).Name : g.Bias(x.Dims[1], x.Channels);
        var simple = g.Dice.Chance(60);
        List<string> inputs = [x.Name, skip, g.Scale(x.Channels)];
        if (!simple) inputs.Add(g.Dice.Chance(70) ? g.Bias(x.Channels) : "");
        if (g.Dice.Chance(50)) inputs.Add(g.Bias(x.Channels));
        var normal = g.Contributed(x, simple ? "SkipSimplifiedLayerNormalization" : "SkipLayerNormalization", inputs, ("epsilon", 0.1f));
        if (!g.Dice.Chance(50)) return g.Put(x, normal);
        var sum = $"{normal.Name}_sum";
        g.Graph.Node[^1].Output.Add(["", "", sum]);
        return g.Put(x, g.Like(x, "Add", [Layers.Any(g, normal, x.Channels).Name, sum]));
    }

    /// <summary>An operator of the standard domain that the standard lacks.</summary>
    public static bool RootMeanSquare(GraphBuilder g) =>
        g.Take(x => x.IsChannelsLast) is { } x
        && g.Put(x, g.Like(x, "SimplifiedLayerNormalization", [x.Name, g.Scale(x.Channels)], ("axis", g.Dice.Pick(-1, x.Axis)), ("epsilon", 0.1f)));
}
