using System.Collections.Immutable;

namespace PruneOnBuild.RandomGraphs.Blocks;

/// <summary>The same numbers under another shape.</summary>
internal static class Reshapes
{
    /// <summary>[N, C, H, W] -> [N, groups, C / groups, H, W], the two axes swapped, and back.</summary>
    public static bool ChannelShuffle(GraphBuilder g)
    {
        if (g.Take(x => x.IsSpatial && x.Rank <= 4 && x.Channels % 2 == 0) is not { } x) return false;
        var groups = g.Dice.Divisor(x.Channels, least: 2);
        var apart = g.Reshape(x.Name, [g.BatchEntry(x.Batch), groups, x.Channels / groups, .. x.Dims.Skip(2)]);
        long[] order = [0, 2, 1, .. Enumerable.Range(3, x.Rank - 2).Select(axis => (long)axis)];
        var swapped = g.Transpose(apart, order);
        return g.Put(x, x with { Name = g.Reshape(swapped, [g.BatchEntry(x.Batch), x.Channels, .. x.Dims.Skip(2)]) });
    }

    /// <summary>[N, C, H, W] -> [N, H * W, C]: an image as a sequence.</summary>
    public static bool ImageToTokens(GraphBuilder g)
    {
        if (g.Take(x => x.IsSpatial) is not { } x) return false;
        var places = x.Dims.Skip(2).Aggregate(1L, (a, b) => a * b);
        if (places == 0) return false;
        var flat = g.Dice.Chance(50)
            ? g.Reshape(x.Name, g.BatchEntry(x.Batch, mayBeLeftOver: false), x.Channels, -1)
            : g.Reshape(x.Name, g.BatchEntry(x.Batch), x.Channels, places);
        return g.Put(x, new Flow(g.Transpose(flat, 0, 2, 1), [x.Batch, places, x.Channels], 2));
    }

    /// <summary>[N, S, C] -> [N, C, H, W], by sizes that are constant or taken from the value itself.</summary>
    public static bool TokensToImage(GraphBuilder g)
    {
        if (g.Take(x => x.IsTokens) is not { } x) return false;
        var height = g.Dice.Divisor(x.Dims[1]);
        var turned = g.Transpose(x.Name, 0, 2, 1);
        ImmutableArray<long> dims = [x.Batch, x.Channels, height, x.Dims[1] / height];
        return g.Put(x, new Flow(g.Dice.Chance(50)
            ? g.Reshape(turned, g.BatchEntry(x.Batch, mayBeLeftOver: false), 0, height, -1)
            : g.Node("Reshape", [turned, g.Concat(0, SizeOf(g, x, 0), SizeOf(g, x, 2), g.Longs(height), g.Longs(-1))]), dims, 1));
    }

    /// <summary>[N, C, ...] -> [N, C, rest] and back, sizes taken from Shape.</summary>
    public static bool ComputedSizes(GraphBuilder g)
    {
        if (g.Take(x => x.IsSpatial) is not { } x) return false;
        var flat = g.Node("Reshape", [x.Name, g.Concat(0, SizeOf(g, x, 0), SizeOf(g, x, 1), g.Longs(-1))]);
        return g.Put(x, g.Like(x, "Reshape", [g.Node("Relu", [flat]), g.Node("Shape", [x.Name])]));
    }

    /// <summary>[N, C, ...] -> [N, C * ...], by Flatten or one of the Reshapes that mean it.</summary>
    public static bool Flatten(GraphBuilder g)
    {
        if (g.Take(x => x.Rank >= 3 && x.Elements / x.Batch <= 128) is not { } x) return false;
        var features = x.Elements / x.Batch;
        var name = g.Dice.Below(4) switch
        {
            0 => g.Reshape(x.Name, g.BatchEntry(x.Batch, mayBeLeftOver: false), -1),
            1 => g.Reshape(x.Name, g.BatchEntry(x.Batch), features),
            2 => g.Node("Reshape", [x.Name, g.Concat(0, SizeOf(g, x, 0), g.Longs(-1))]),
            _ => g.Node("Flatten", [x.Name], ("axis", 1)),
        };
        return g.Put(x, Layers.Any(g, new Flow(name, [x.Batch, features], 1), g.Dice.Range(2, 16)));
    }

    /// <summary>[N, C] -> [N, C, 1, 1], or with the channels unfolded to [N, c, h, w].</summary>
    public static bool FeaturesToImage(GraphBuilder g)
    {
        if (g.Take(x => x.IsFeatures) is not { } x) return false;
        if (g.Dice.Chance(50)) return g.Put(x, new Flow(g.Unsqueeze(x.Name, 2, 3), [.. x.Dims, 1, 1], 1));
        var channels = g.Dice.Divisor(x.Channels);
        var rest = x.Channels / channels;
        return g.Put(x, new Flow(g.Reshape(x.Name, g.BatchEntry(x.Batch), channels, rest, 1), [x.Batch, channels, rest, 1], 1));
    }

    /// <summary>An axis of one comes, wanders, and goes.</summary>
    public static bool ThereAndBack(GraphBuilder g)
    {
        if (g.Take(x => x.Rank <= 4) is not { } x) return false;
        var wide = g.Unsqueeze(x.Name, g.Dice.Pick(0L, 1));
        var order = g.Dice.Shuffled(Enumerable.Range(0, x.Rank + 1).Select(axis => (long)axis));
        var turned = g.Node("Relu", [g.Transpose(wide, order)]);
        long[] back = [.. Enumerable.Range(0, order.Length).Select(axis => (long)Array.IndexOf(order, axis))];
        var restored = g.Transpose(turned, back);
        return g.Put(x, x with { Name = g.Dice.Chance(50) ? g.Reshape(restored, Sizes(g, x)) : g.Node("Reshape", [restored, g.Node("Shape", [x.Name])]) });
    }

    /// <summary>[N, C, H, W] <-> [N, H, W, C].</summary>
    public static bool ChannelsLast(GraphBuilder g)
    {
        if (g.Take(x => x.Rank == 4) is not { } x) return false;
        return g.Put(x, x.Axis == 1
            ? new Flow(g.Transpose(x.Name, 0, 2, 3, 1), [x.Dims[0], x.Dims[2], x.Dims[3], x.Dims[1]], 3)
            : new Flow(g.Transpose(x.Name, 0, 3, 1, 2), [x.Dims[0], x.Dims[3], x.Dims[1], x.Dims[2]], 1));
    }

    /// <summary>Space becomes channels: [N, C, L] -> [N, L, C] taken as channels first.</summary>
    public static bool SwapRoles(GraphBuilder g) =>
        g.Take(x => x.Rank == 3 && x.Dims[1] > 1 && x.Dims[2] > 1) is { } x && g.Put(x, x with { Axis = 3 - x.Axis });

    /// <summary>All but the channels in one axis and back, as a Gemm over tokens is exported.</summary>
    public static bool GemmOverTokens(GraphBuilder g)
    {
        if (g.Take(x => x.IsTokens) is not { } x) return false;
        var flat = new Flow(g.Reshape(x.Name, -1, x.Channels), [x.Dims[0] * x.Dims[1], x.Channels], 1);
        var product = Layers.Gemm(g, flat, g.Dice.Range(2, 12));
        return g.Put(x, new Flow(g.Reshape(product.Name, g.Style.OpenBatch ? -1 : x.Batch, x.Dims[1], product.Channels), x.WithChannels(product.Channels), 2));
    }

    private static long[] Sizes(GraphBuilder g, Flow x) => [g.Dice.Chance(50) || g.Style.OpenBatch ? -1 : x.Batch, .. x.Dims.Skip(1)];

    /// <summary>One size of a value as an integer vector of one: Shape, Gather, and Unsqueeze where the index has no axis.</summary>
    public static string SizeOf(GraphBuilder g, Flow x, int axis)
    {
        if (g.Opset >= 15 && g.Dice.Chance(30)) return g.Node("Shape", [x.Name], ("start", axis), ("end", axis + 1));
        var shape = g.Node("Shape", [x.Name]);
        return g.Dice.Chance(50)
            ? g.Node("Gather", [shape, g.Longs(axis)], ("axis", 0))
            : g.Unsqueeze(g.Node("Gather", [shape, g.Long(axis)], ("axis", 0)), 0);
    }
}
