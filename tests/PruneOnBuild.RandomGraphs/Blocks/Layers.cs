namespace PruneOnBuild.RandomGraphs.Blocks;

/// <summary>The plain layer that suits a value's form.</summary>
internal static class Layers
{
    public static Flow Any(GraphBuilder g, Flow x, long channels) =>
        x.IsSpatial ? g.Dice.Chance(50) ? Convolutions.Pointwise(g, x, channels, g.Dice.Chance(60)) : Convolutions.Same(g, x, channels)
        : x.IsFeatures && g.Dice.Chance(60) ? Gemm(g, x, channels)
        : MatMul(g, x, channels);

    /// <summary>[N, C] times a weight, transposed or not, with a bias of one or no axes.</summary>
    public static Flow Gemm(GraphBuilder g, Flow x, long channels)
    {
        var transposed = g.Dice.Chance(60);
        var weight = g.Weight(x.Channels, transposed ? [channels, x.Channels] : [x.Channels, channels]);
        var bias = g.Dice.Below(5) switch { 0 => g.Bias(1, channels), 1 => g.Bias(1), 2 when g.Opset >= 11 => null, _ => g.Bias(channels) };
        return g.Shaped([x.Batch, channels], 1, "Gemm", bias is null ? [x.Name, weight] : [x.Name, weight, bias],
            ("transB", transposed ? 1 : 0), ("alpha", g.Dice.Pick(1f, 1f, 0.5f)), ("beta", g.Dice.Pick(1f, 1f, 0.5f)));
    }

    /// <summary>Over the last axis.</summary>
    public static Flow MatMul(GraphBuilder g, Flow x, long channels)
    {
        var product = g.Shaped(x.WithChannels(channels), x.Axis, "MatMul", [x.Name, g.Weight(x.Channels, x.Channels, channels)]);
        return g.Dice.Chance(60) ? g.Like(product, "Add", g.Dice.Shuffled([product.Name, g.Bias(channels)])) : product;
    }
}
