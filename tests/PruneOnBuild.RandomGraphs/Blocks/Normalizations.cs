namespace PruneOnBuild.RandomGraphs.Blocks;

/// <summary>Normalisation over space, over groups of channels and over all channels; as operators and written out.</summary>
internal static class Normalizations
{
    public static bool Batch(GraphBuilder g)
    {
        if (g.Take(x => x.Axis == 1 && !x.IsTokens) is not { } x) return false;
        var c = x.Channels;
        return g.Put(x, g.Like(x, "BatchNormalization", [x.Name, g.Scale(c), g.Bias(c), g.Bias(c), g.Scale(c)]));
    }

    public static bool Instance(GraphBuilder g) =>
        g.Take(x => x.IsSpatial) is { } x
        && g.Put(x, g.Like(x, "InstanceNormalization", [x.Name, g.Scale(x.Channels), g.Bias(x.Channels)], ("epsilon", 0.1f)));

    /// <summary>[N, C, H, W] as [N, groups, rest], normalised over the rest, and back; then a scale and a bias per channel.</summary>
    public static bool GroupsWrittenOut(GraphBuilder g)
    {
        if (g.Take(x => x.IsSpatial && x.Channels % 2 == 0) is not { } x) return false;
        var groups = g.Dice.Divisor(x.Channels);
        var folded = g.Reshape(x.Name, g.BatchEntry(x.Batch, mayBeLeftOver: false), groups, -1);
        var normal = g.Node("InstanceNormalization", [folded, g.Scale(groups), g.Bias(groups)], ("epsilon", 0.1f));
        var back = g.Dice.Chance(40)
            ? g.Node("Reshape", [normal, g.Node("Shape", [x.Name])])
            : g.Reshape(normal, [g.BatchEntry(x.Batch), .. x.Dims.Skip(1)]);
        long[] perChannel = [x.Channels, .. Enumerable.Repeat(1L, x.Rank - 2)];
        var scaled = g.Node("Mul", [back, g.Scale(perChannel)]);
        return g.Put(x, g.Like(x, "Add", [scaled, g.Bias(perChannel)]));
    }

    public static bool GroupsOperator(GraphBuilder g) =>
        g.Opset >= 21 && g.Take(x => x.IsSpatial) is { } x
        && g.Put(x, g.Like(x, "GroupNormalization", [x.Name, g.Scale(x.Channels), g.Bias(x.Channels)],
            ("num_groups", g.Dice.Divisor(x.Channels)), ("epsilon", 0.1f)));

    public static bool Layer(GraphBuilder g)
    {
        if (g.Opset < 17 || g.Take(x => x.IsChannelsLast) is not { } x) return false;
        string[] inputs = g.Dice.Chance(70) ? [x.Name, g.Scale(x.Channels), g.Bias(x.Channels)] : [x.Name, g.Scale(x.Channels)];
        return g.Put(x, g.Like(x, "LayerNormalization", inputs, ("axis", g.Dice.Pick(-1, x.Axis)), ("epsilon", 0.1f)));
    }

    /// <summary>(x - mean) / sqrt(variance + epsilon) * scale + bias over the channel axis, wherever it lies.</summary>
    public static bool LayerWrittenOut(GraphBuilder g)
    {
        if (g.Take(_ => true) is not { } x) return false;
        var axis = g.Dice.Pick(x.Axis, x.Axis - x.Rank);
        var centred = g.Node("Sub", [x.Name, g.Reduce("ReduceMean", x.Name, true, axis)]);
        var squared = g.Dice.Chance(50) ? g.Node("Pow", [centred, g.Number(2)]) : g.Node("Mul", [centred, centred]);
        var deviation = g.Node("Sqrt", [g.Node("Add", [g.Reduce("ReduceMean", squared, true, axis), g.Number(0.1f)])]);
        return g.Put(x, Affine(g, x, g.Node("Div", [centred, deviation]), bias: true));
    }

    /// <summary>x / sqrt(mean of squares + epsilon) * scale.</summary>
    public static bool RootMeanSquare(GraphBuilder g)
    {
        if (g.Take(_ => true) is not { } x) return false;
        var squared = g.Node("Mul", [x.Name, x.Name]);
        var mean = g.Node("Add", [g.Reduce("ReduceMean", squared, true, x.Axis), g.Number(0.1f)]);
        var normal = g.Dice.Chance(50)
            ? g.Node("Div", [x.Name, g.Node("Sqrt", [mean])])
            : g.Node("Mul", [x.Name, g.Node("Reciprocal", [g.Node("Sqrt", [mean])])]);
        return g.Put(x, Affine(g, x, normal, bias: false));
    }

    public static bool LocalResponse(GraphBuilder g) =>
        g.Take(x => x.IsImage) is { } x
        && g.Put(x, g.Like(x, "LRN", [x.Name], ("size", g.Dice.Pick(3, 5)), ("alpha", 0.3f), ("beta", 0.75f), ("bias", 1f)));

    public static bool UnitLength(GraphBuilder g) =>
        g.Take(x => x.Channels > 1) is { } x
        && g.Put(x, g.Like(x, "LpNormalization", [g.Node("Add", [x.Name, g.Number(0.2f)])], ("axis", g.Dice.Pick(x.Axis, x.Rank - 1)), ("p", 2)));

    private static Flow Affine(GraphBuilder g, Flow x, string normal, bool bias)
    {
        long[] dims = [x.Channels, .. Enumerable.Repeat(1L, x.Rank - 1 - x.Axis)];
        var scaled = g.Like(x, "Mul", g.Dice.Chance(50) ? [normal, g.Scale(dims)] : [g.Scale(dims), normal]);
        return bias ? g.Like(x, "Add", [scaled.Name, g.Bias(dims)]) : scaled;
    }
}
