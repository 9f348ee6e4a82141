namespace PruneOnBuild.RandomGraphs.Blocks;

/// <summary>Values that become larger or smaller: padding, resizing, repeating, and space against depth.</summary>
internal static class Sizes
{
    public static bool PadChannels(GraphBuilder g)
    {
        if (g.Take(x => x.Channels <= 12 && GraphBuilder.Fits(x, 4)) is not { } x) return false;
        var (before, after) = (g.Dice.Below(3), g.Dice.Range(1, 2));
        var pads = new long[2 * x.Rank];
        (pads[x.Axis], pads[x.Axis + x.Rank]) = (before, after);
        return g.Put(x, new Flow(g.Pad(x.Name, "constant", pads), x.WithChannels(x.Channels + before + after), x.Axis));
    }

    public static bool PadSpace(GraphBuilder g)
    {
        if (g.Take(x => x.IsSpatial && x.Dims.Skip(2).All(dim => dim is >= 2 and <= 10) && GraphBuilder.Fits(x, 4)) is not { } x) return false;
        var pads = new long[2 * x.Rank];
        for (var axis = 2; axis < x.Rank; axis++) (pads[axis], pads[axis + x.Rank]) = (g.Dice.Below(2), g.Dice.Below(2));
        return g.Put(x, new Flow(g.Pad(x.Name, g.Dice.Pick("constant", "reflect", "edge"), pads),
            [.. x.Dims.Select((dim, axis) => dim + pads[axis] + pads[axis + x.Rank])], 1));
    }

    /// <summary>Twice the space, by scales or sizes.</summary>
    public static bool Resize(GraphBuilder g)
    {
        if (g.Take(x => x.IsImage && x.Dims[2] <= 8 && x.Dims[3] <= 8 && GraphBuilder.Fits(x, 4)) is not { } x) return false;
        long[] dims = [x.Dims[0], x.Channels, 2 * x.Dims[2], 2 * x.Dims[3]];
        var mode = ("mode", (object)g.Dice.Pick("nearest", "linear"));
        var scales = g.Floats(1, 1, 2, 2);
        if (g.Opset < 10) return g.Put(x, g.Shaped(dims, 1, "Upsample", [x.Name, scales], mode));
        var roi = g.Opset < 13 ? g.Floats() : "";
        string[] inputs = g.Dice.Below(3) switch
        {
            0 when !g.Style.OpenBatch => [x.Name, roi, g.Opset < 13 ? g.Floats() : "", g.Longs(dims)],
            1 => [x.Name, roi, g.Opset < 13 ? g.Floats() : "", g.Concat(0, Reshapes.SizeOf(g, x, 0), Reshapes.SizeOf(g, x, 1), g.Longs(dims[2], dims[3]))],
            _ => [x.Name, roi, scales],
        };
        return g.Put(x, g.Shaped(dims, 1, "Resize", inputs, mode, ("coordinate_transformation_mode", g.Dice.Pick("asymmetric", "half_pixel"))));
    }

    /// <summary>Every channel or place several times.</summary>
    public static bool Tile(GraphBuilder g)
    {
        if (g.Take(x => x.Channels <= 8 && GraphBuilder.Fits(x, 2)) is not { } x) return false;
        var repeats = Enumerable.Repeat(1L, x.Rank).ToArray();
        var axis = g.Dice.Chance(70) ? x.Axis : x.Rank - 1;
        repeats[axis] = 2;
        return g.Put(x, g.Shaped(x.Dims.SetItem(axis, 2 * x.Dims[axis]), x.Axis, "Tile", [x.Name, g.Longs(repeats)]));
    }

    /// <summary>[N, C] over space, or a mean over space back to where it came from; sizes constant or computed.</summary>
    public static bool Expand(GraphBuilder g)
    {
        if (g.Take(x => x.IsSpatial) is not { } x) return false;
        var pooled = g.Node("GlobalAveragePool", [x.Name]);
        var sizes = g.Dice.Below(3) switch
        {
            0 => g.Node("Shape", [x.Name]),
            1 when !g.Style.OpenBatch => g.Longs([.. x.Dims]),
            _ => g.Longs([1, 1, .. x.Dims.Skip(2)]),
        };
        var expanded = g.Like(x, "Expand", [pooled, sizes]);
        return g.Put(x, g.Dice.Chance(50) ? expanded : g.Like(x, "Sub", [x.Name, expanded.Name]));
    }

    /// <summary>A channel axis of one stretched to many; all copies are the same channel.</summary>
    public static bool ExpandChannels(GraphBuilder g)
    {
        if (g.Take(x => x.Channels > 1 && GraphBuilder.Fits(x)) is not { } x) return false;
        var mean = g.Reduce("ReduceMean", x.Name, true, x.Axis);
        var sizes = Enumerable.Repeat(1L, x.Rank).ToArray();
        sizes[x.Axis] = x.Channels;
        return g.Put(x, g.Like(x, "Add", [x.Name, g.Node("Expand", [mean, g.Longs(sizes)])]));
    }

    public static bool DepthToSpace(GraphBuilder g)
    {
        if (g.Take(x => x.IsImage && x.Channels % 4 == 0) is not { } x) return false;
        long[] dims = [x.Batch, x.Channels / 4, 2 * x.Dims[2], 2 * x.Dims[3]];
        return g.Put(x, g.Opset >= 11
            ? g.Shaped(dims, 1, "DepthToSpace", [x.Name], ("blocksize", 2), ("mode", g.Dice.Pick("DCR", "CRD")))
            : g.Shaped(dims, 1, "DepthToSpace", [x.Name], ("blocksize", 2)));
    }

    public static bool SpaceToDepth(GraphBuilder g) =>
        g.Take(x => x.IsImage && x.Channels <= 6 && x.Dims[2] % 2 == 0 && x.Dims[3] % 2 == 0) is { } x
        && g.Put(x, g.Shaped([x.Batch, 4 * x.Channels, x.Dims[2] / 2, x.Dims[3] / 2], 1, "SpaceToDepth", [x.Name], ("blocksize", 2)));

    /// <summary>DepthToSpace as frameworks write it out, in either order of the channel's factors.</summary>
    public static bool PixelShuffle(GraphBuilder g)
    {
        if (g.Take(x => x.IsImage && x.Channels % 4 == 0) is not { } x) return false;
        var (c, h, w) = (x.Channels / 4, x.Dims[2], x.Dims[3]);
        var depthLast = g.Dice.Chance(50);
        var apart = g.Reshape(x.Name, depthLast ? [g.BatchEntry(x.Batch), c, 2, 2, h, w] : [g.BatchEntry(x.Batch), 2, 2, c, h, w]);
        var turned = depthLast ? g.Transpose(apart, 0, 1, 4, 2, 5, 3) : g.Transpose(apart, 0, 3, 4, 1, 5, 2);
        return g.Put(x, new Flow(g.Reshape(turned, g.BatchEntry(x.Batch), c, 2 * h, 2 * w), [x.Batch, c, 2 * h, 2 * w], 1));
    }

    /// <summary>The opposite, as the patches of a focus layer.</summary>
    public static bool PixelUnshuffle(GraphBuilder g)
    {
        if (g.Take(x => x.IsImage && x.Channels <= 6 && x.Dims[2] % 2 == 0 && x.Dims[3] % 2 == 0) is not { } x) return false;
        var (c, h, w) = (x.Channels, x.Dims[2] / 2, x.Dims[3] / 2);
        var apart = g.Reshape(x.Name, g.BatchEntry(x.Batch), c, h, 2, w, 2);
        var turned = g.Transpose(apart, 0, 1, 3, 5, 2, 4);
        return g.Put(x, new Flow(g.Reshape(turned, g.BatchEntry(x.Batch), 4 * c, h, w), [x.Batch, 4 * c, h, w], 1));
    }
}
