namespace PruneOnBuild.RandomGraphs.Blocks;

/// <summary>Concatenation and its opposite, along channels and along other axes.</summary>
internal static class Joins
{
    /// <summary>Several layers of one value side by side, the value itself among them, maybe twice.</summary>
    public static bool Concat(GraphBuilder g)
    {
        if (g.Take(x => x.Channels <= 12 && GraphBuilder.Fits(x, 5)) is not { } x) return false;
        var parts = new List<Flow> { x };
        for (var count = g.Dice.Range(1, 3); count > 0; count--) parts.Add(Layers.Any(g, x, g.Dice.Range(1, 5)));
        if (g.Dice.Chance(25)) parts.Add(g.Dice.Pick(parts));
        return g.Put(x, Side(g, x, g.Dice.Shuffled(parts)));
    }

    /// <summary>The same value twice.</summary>
    public static bool Twice(GraphBuilder g) =>
        g.Take(x => x.Channels <= 8 && GraphBuilder.Fits(x, 2)) is { } x && g.Put(x, Side(g, x, [x, x]));

    /// <summary>Current values that differ in channels only.</summary>
    public static bool Current(GraphBuilder g)
    {
        if (g.Take(x => x.Channels <= 12 && GraphBuilder.Fits(x, 2)) is not { } x) return false;
        var others = g.Flows.Where(y => y != x && y.Axis == x.Axis && y.Channels <= 12 && y.WithChannels(1).SequenceEqual(x.WithChannels(1))
            && GraphBuilder.Fits(y, 2)).Take(1).ToList();
        return others.Count > 0 && g.Put([x, .. others], Side(g, x, g.Dice.Shuffled(others.Prepend(x))));
    }

    /// <summary>Along an axis that holds no channels: all parts must lose the same.</summary>
    public static bool OtherAxis(GraphBuilder g)
    {
        if (g.Take(x => x.Rank >= 3 && GraphBuilder.Fits(x, 2)) is not { } x) return false;
        var axis = x.Axis == 1 ? x.Rank - 1 : 1;
        var other = Layers.Any(g, x, x.Channels);
        return g.Put(x, g.Shaped(x.Dims.SetItem(axis, 2 * x.Dims[axis]), x.Axis, "Concat", g.Dice.Shuffled([x.Name, other.Name]),
            ("axis", g.Dice.Pick(axis, axis - x.Rank))));
    }

    /// <summary>Uneven parts; some go through a layer, some change places, and all meet again.</summary>
    public static bool SplitAndRejoin(GraphBuilder g)
    {
        if (g.Take(x => x.Channels >= 3) is not { } x) return false;
        var sizes = g.Dice.Parts(x.Channels, g.Dice.Range(2, 3));
        var parts = g.Split(x.Name, g.Dice.Pick(x.Axis, x.Axis - x.Rank), sizes)
            .Zip(sizes, (name, size) => new Flow(name, x.WithChannels(size), x.Axis))
            .Select(part => g.Dice.Below(4) switch
            {
                0 => Layers.Any(g, part, g.Dice.Range(1, 6)),
                1 => g.Like(part, "Tanh", [part.Name]),
                _ => part,
            });
        return g.Put(x, Side(g, x, g.Dice.Shuffled(parts)));
    }

    /// <summary>Equal halves, one of which gates the other.</summary>
    public static bool SplitAndGate(GraphBuilder g)
    {
        if (g.Take(x => x.Channels % 2 == 0) is not { } x) return false;
        var half = x.Channels / 2;
        var parts = g.Split(x.Name, x.Axis, half, half);
        return g.Put(x, g.Shaped(x.WithChannels(half), x.Axis, "Mul", g.Dice.Shuffled([parts[0], g.Node("Sigmoid", [parts[1]])])));
    }

    /// <summary>A part that nobody reads.</summary>
    public static bool SplitAndDrop(GraphBuilder g)
    {
        if (g.Take(x => x.Channels >= 3) is not { } x) return false;
        var sizes = g.Dice.Parts(x.Channels, 2);
        var kept = g.Dice.Below(2);
        return g.Put(x, new Flow(g.Split(x.Name, x.Axis, sizes)[kept], x.WithChannels(sizes[kept]), x.Axis));
    }

    /// <summary>Constant channels beside those that are computed.</summary>
    public static bool Constant(GraphBuilder g)
    {
        if (g.Take(x => x.Channels <= 12 && GraphBuilder.Fits(x, 2)) is not { } x || g.Style.OpenBatch) return false;
        var dims = x.WithChannels(g.Dice.Range(1, 3));
        return g.Put(x, Side(g, x, g.Dice.Shuffled([x, new Flow(g.Bias([.. dims]), dims, x.Axis)])));
    }

    /// <summary>Equal parts, all read by one node.</summary>
    public static bool SplitAndSum(GraphBuilder g)
    {
        if (g.Take(x => x.Channels >= 4) is not { } x) return false;
        var count = g.Dice.Divisor(x.Channels, least: 2, most: 4);
        var size = x.Channels / count;
        var parts = g.Split(x.Name, x.Axis, [.. Enumerable.Repeat(size, count)]);
        return g.Put(x, g.Shaped(x.WithChannels(size), x.Axis, g.Dice.Pick("Sum", "Max"), parts));
    }

    public static Flow Side(GraphBuilder g, Flow like, IReadOnlyList<Flow> parts) =>
        g.Shaped(like.WithChannels(parts.Sum(part => part.Channels)), like.Axis, "Concat", parts.Select(part => part.Name),
            ("axis", g.Dice.Pick(like.Axis, like.Axis - like.Rank)));
}
