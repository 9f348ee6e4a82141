namespace PruneOnBuild.RandomGraphs.Blocks;

/// <summary>Pooling and reductions, over space and over channels.</summary>
internal static class Reductions
{
    private static readonly string[] Ops = ["ReduceMean", "ReduceSum", "ReduceMax", "ReduceMin", "ReduceL2", "ReduceL1", "ReduceLogSumExp", "ReduceSumSquare"];

    public static bool Pool(GraphBuilder g)
    {
        if (g.Take(x => x.IsSpatial && x.Dims.Skip(2).All(dim => dim >= 2)) is not { } x) return false;
        var op = g.Dice.Pick("MaxPool", "AveragePool", "LpPool");
        long[] kernel = [.. Enumerable.Repeat(2L, x.Rank - 2)];
        var stride = g.Dice.Pick(1L, 2);
        return g.Put(x, g.Shaped([x.Batch, x.Channels, .. x.Dims.Skip(2).Select(dim => ((dim - 2) / stride) + 1)], 1, op, [x.Name],
            ("kernel_shape", kernel), ("strides", Enumerable.Repeat(stride, x.Rank - 2).ToArray())));
    }

    public static bool GlobalPool(GraphBuilder g)
    {
        if (g.Take(x => x.IsSpatial) is not { } x) return false;
        var pooled = g.Shaped([x.Batch, x.Channels, .. Enumerable.Repeat(1L, x.Rank - 2)], 1, g.Dice.Pick("GlobalAveragePool", "GlobalMaxPool"), [x.Name]);
        return g.Put(x, g.Dice.Below(3) switch
        {
            0 => pooled,
            1 => new Flow(g.Node("Flatten", [pooled.Name], ("axis", 1)), [x.Batch, x.Channels], 1),
            _ => new Flow(g.Squeeze(pooled.Name, [.. Enumerable.Range(2, x.Rank - 2).Select(axis => (long)axis)]), [x.Batch, x.Channels], 1),
        });
    }

    /// <summary>Over one or all axes that hold no channels; gone or kept as 1.</summary>
    public static bool OverSpace(GraphBuilder g)
    {
        if (g.Take(x => x.Rank >= 3) is not { } x) return false;
        var others = Enumerable.Range(1, x.Rank - 1).Where(axis => axis != x.Axis).ToArray();
        var axes = g.Dice.Chance(60) ? others : [g.Dice.Pick(others)];
        var keep = axes.Length < others.Length || g.Dice.Chance(30);
        var name = g.Reduce(g.Dice.Pick(Ops), x.Name, keep, [.. axes.Select(axis => (long)(g.Dice.Chance(30) ? axis - x.Rank : axis))]);
        return g.Put(x, keep ? new Flow(name, [.. x.Dims.Select((dim, axis) => axes.Contains(axis) ? 1 : dim)], x.Axis) : new Flow(name, [x.Batch, x.Channels], 1));
    }

    /// <summary>Over channels, to scale the value by.</summary>
    public static bool OverChannels(GraphBuilder g)
    {
        if (g.Take(_ => true) is not { } x) return false;
        var reduced = g.Reduce(g.Dice.Pick(Ops), x.Name, true, g.Dice.Pick(x.Axis, x.Axis - x.Rank));
        return g.Put(x, g.Like(x, g.Dice.Pick("Add", "Sub"), [x.Name, reduced]));
    }

    /// <summary>The spatial attention of CBAM: mean and maximum over channels, a convolution, and the value gated by it.</summary>
    public static bool SpatialAttention(GraphBuilder g)
    {
        if (g.Take(x => x.IsImage) is not { } x) return false;
        var both = new Flow(g.Concat(1, g.Reduce("ReduceMean", x.Name, true, 1), g.Reduce("ReduceMax", x.Name, true, 1)), x.WithChannels(2), 1);
        return g.Put(x, g.Like(x, "Mul", [x.Name, g.Node("Sigmoid", [Convolutions.Same(g, both, 1).Name])]));
    }

    /// <summary>Each channel scaled by what all channels say; by 1x1 convolutions or by Gemm with Flatten and Reshape around.</summary>
    public static bool SqueezeAndExcite(GraphBuilder g)
    {
        if (g.Take(x => x.IsSpatial) is not { } x) return false;
        var pooled = new Flow(g.Node("GlobalAveragePool", [x.Name]), [x.Batch, x.Channels, .. Enumerable.Repeat(1L, x.Rank - 2)], 1);
        var gemm = g.Dice.Chance(50);
        var squeezed = gemm ? new Flow(g.Node("Flatten", [pooled.Name]), [x.Batch, x.Channels], 1) : pooled;
        var inner = Layers.Any(g, squeezed, g.Dice.Range(1, 6));
        var excited = Layers.Any(g, g.Like(inner, "Relu", [inner.Name]), x.Channels);
        var gate = g.Node(g.Dice.Pick("Sigmoid", "HardSigmoid"), [excited.Name]);
        if (gemm) gate = g.Reshape(gate, [g.BatchEntry(x.Batch), x.Channels, .. Enumerable.Repeat(1L, x.Rank - 2)]);
        return g.Put(x, g.Like(x, "Mul", g.Dice.Shuffled([x.Name, gate])));
    }
}
