namespace PruneOnBuild.RandomGraphs.Blocks;

/// <summary>Sizes and positions that are computed, left to the runtime, or meant for several axes at once.</summary>
internal static class Dynamic
{
    /// <summary>A channel shuffle whose sizes are arithmetic on the value's shape.</summary>
    public static bool ChannelShuffle(GraphBuilder g)
    {
        if (g.Take(x => x.IsSpatial && x.Rank <= 4 && x.Channels % 2 == 0) is not { } x) return false;
        var groups = g.Dice.Divisor(x.Channels, least: 2);
        var (batch, channels) = (Reshapes.SizeOf(g, x, 0), Reshapes.SizeOf(g, x, 1));
        var places = g.Slice(g.Node("Shape", [x.Name]), 0, 2, g.Dice.Pick(x.Rank, long.MaxValue));
        var perGroup = g.Node("Div", [channels, g.Longs(groups)]);
        var apart = g.Node("Reshape", [x.Name, g.Dice.Chance(50)
            ? g.Concat(0, batch, g.Longs(groups), perGroup, places)
            : g.Concat(0, batch, perGroup, g.Longs(groups), places)]);
        long[] order = [0, 2, 1, .. Enumerable.Range(3, x.Rank - 2).Select(axis => (long)axis)];
        var swapped = g.Transpose(apart, order);
        return g.Put(x, x with { Name = g.Node("Reshape", [swapped, g.Concat(0, batch, channels, places)]) });
    }

    /// <summary>A constant in the value's own shape.</summary>
    public static bool FilledLike(GraphBuilder g)
    {
        if (g.Take(_ => true) is not { } x) return false;
        var filled = g.Node("ConstantOfShape", [g.Node("Shape", [x.Name])],
            ("value", Graph.Tensors.TensorWriter.WithFloats(new() { DataType = (int)g.Style.Type, RawData = Google.Protobuf.ByteString.Empty }, [1], [0.4f])));
        return g.Put(x, g.Like(x, "Add", g.Dice.Shuffled([x.Name, filled])));
    }

    /// <summary>Squeeze without axes: whatever is 1 goes. One channel that is left would go too.</summary>
    public static bool SqueezeAll(GraphBuilder g)
    {
        if (g.Take(x => x.IsSpatial && x.Batch > 1 && x.Channels > 1) is not { } x) return false;
        return g.Put(x, new Flow(g.Node("Squeeze", [g.Node("GlobalAveragePool", [x.Name])]), [x.Batch, x.Channels], 1));
    }

    /// <summary>Batch and channels in one axis and back.</summary>
    public static bool MergeBatch(GraphBuilder g)
    {
        if (g.Take(x => x.IsSpatial) is not { } x) return false;
        var merged = g.Dice.Chance(50) && !g.Style.OpenBatch
            ? g.Reshape(x.Name, [x.Batch * x.Channels, 1, .. x.Dims.Skip(2)])
            : g.Reshape(x.Name, [-1, 1, .. x.Dims.Skip(2)]);
        var filtered = g.Node("Tanh", [merged]);
        return g.Put(x, x with { Name = g.Dice.Below(3) switch
        {
            0 => g.Node("Reshape", [filtered, g.Node("Shape", [x.Name])]),
            1 => g.Reshape(filtered, [-1, x.Channels, .. x.Dims.Skip(2)]),
            _ => g.Reshape(filtered, [g.Style.OpenBatch ? 1 : x.Batch, -1, .. x.Dims.Skip(2)]),
        } });
    }

    /// <summary>Flatten at any axis, and back.</summary>
    public static bool FlattenOdd(GraphBuilder g)
    {
        if (g.Style.OpenBatch || g.Take(x => x.Rank >= 3) is not { } x) return false;
        var flat = g.Node("Flatten", [x.Name], ("axis", g.Opset >= 11 ? g.Dice.Range(-x.Rank, x.Rank) : g.Dice.Range(0, x.Rank)));
        return g.Put(x, x with { Name = g.Reshape(g.Node("Relu", [flat]), [.. x.Dims]) });
    }

    /// <summary>A bias stretched to the shape of another value.</summary>
    public static bool ExpandToSum(GraphBuilder g)
    {
        if (g.Take(_ => true) is not { } x) return false;
        var bias = g.Bias([x.Channels, .. Enumerable.Repeat(1L, x.Rank - 1 - x.Axis)]);
        return g.Put(x, g.Like(x, "Mul", [x.Name, g.Node("Expand", [bias, g.Node("Shape", [x.Name])])]));
    }

    /// <summary>The first half of the channels, half as computed from the shape.</summary>
    public static bool SliceHalf(GraphBuilder g)
    {
        if (g.Opset < 10 || g.Take(x => x.Channels % 2 == 0) is not { } x) return false;
        var half = g.Node("Div", [Reshapes.SizeOf(g, x, x.Axis), g.Longs(2)]);
        var name = g.Dice.Chance(50)
            ? g.Node("Slice", [x.Name, g.Longs(0), half, g.Longs(x.Axis)])
            : g.Node("Slice", [x.Name, half, g.Longs(long.MaxValue), g.Longs(x.Axis)]);
        return g.Put(x, new Flow(name, x.WithChannels(x.Channels / 2), x.Axis));
    }

    /// <summary>Indices of two axes, which then become one.</summary>
    public static bool GatherByTable(GraphBuilder g)
    {
        if (g.Take(x => x.Channels >= 2 && x.Axis == 1 && GraphBuilder.Fits(x, 2)) is not { } x || g.Style.OpenBatch) return false;
        var rows = g.Dice.Range(1, 3);
        var table = g.Reshape(g.Longs([.. Enumerable.Range(0, rows * 2).Select(_ => (long)g.Dice.Below((int)x.Channels))]), rows, 2);
        var picked = g.Node("Gather", [x.Name, table], ("axis", 1));
        return g.Put(x, new Flow(g.Reshape(picked, [x.Batch, rows * 2, .. x.Dims.Skip(2)]), x.WithChannels(rows * 2), 1));
    }

    /// <summary>Channels and places in one Slice.</summary>
    public static bool SliceMany(GraphBuilder g)
    {
        if (g.Opset < 10 || g.Take(x => x.IsSpatial && x.Channels >= 2 && x.Dims[2] >= 2) is not { } x) return false;
        var start = g.Dice.Below((int)x.Channels);
        var name = g.Node("Slice", [x.Name, g.Longs(1, start), g.Longs(int.MaxValue, g.Dice.Pick(x.Channels, int.MaxValue)), g.Longs(2 - x.Rank, 1)]);
        return g.Put(x, new Flow(name, x.WithChannels(x.Channels - start).SetItem(2, x.Dims[2] - 1), 1));
    }
}
