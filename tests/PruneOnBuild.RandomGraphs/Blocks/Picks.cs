namespace PruneOnBuild.RandomGraphs.Blocks;

/// <summary>Some channels of a value, in some order.</summary>
internal static class Picks
{
    public static bool Slice(GraphBuilder g)
    {
        if (g.Take(x => x.Channels >= 3) is not { } x) return false;
        var (axis, c) = (g.Dice.Pick(x.Axis, x.Axis - x.Rank), x.Channels);
        var start = g.Dice.Below((int)c - 1);
        var end = g.Dice.Range(start + 1, (int)c);
        var step = g.Opset >= 10 && g.Dice.Chance(40) ? g.Dice.Range(2, 3) : 1;
        var toTheEnd = end == c && g.Dice.Chance(50) ? long.MaxValue : end;
        var fromBehind = g.Dice.Chance(25) ? start - c : start;
        return g.Put(x, new Flow(g.Slice(x.Name, axis, fromBehind, toTheEnd, step), x.WithChannels((end - start + step - 1) / step), x.Axis));
    }

    /// <summary>Last channel first.</summary>
    public static bool Backwards(GraphBuilder g) =>
        g.Opset >= 10 && g.Take(_ => true) is { } x
        && g.Put(x, x with { Name = g.Slice(x.Name, x.Axis, -1, long.MinValue, -1) });

    /// <summary>Two slices of one value that overlap, side by side.</summary>
    public static bool Overlapping(GraphBuilder g)
    {
        if (g.Take(x => x.Channels is >= 3 and <= 12 && GraphBuilder.Fits(x, 2)) is not { } x) return false;
        var first = new Flow(g.Slice(x.Name, x.Axis, 0, x.Channels - 1), x.WithChannels(x.Channels - 1), x.Axis);
        var second = new Flow(g.Slice(x.Name, x.Axis, 1, x.Channels), x.WithChannels(x.Channels - 1), x.Axis);
        return g.Put(x, g.Dice.Chance(50) ? Joins.Side(g, x, [first, second]) : g.Like(first, "Add", [first.Name, second.Name]));
    }

    /// <summary>A permutation, a subset or repeats, by constant indices.</summary>
    public static bool Gather(GraphBuilder g)
    {
        if (g.Take(x => x.Channels >= 2 && GraphBuilder.Fits(x, 1.5)) is not { } x) return false;
        var all = g.Dice.Shuffled(Enumerable.Range(0, (int)x.Channels).Select(i => (long)i));
        var picks = g.Dice.Below(3) switch
        {
            0 => all,
            1 => all[..g.Dice.Range(1, all.Length)],
            _ => [.. all, .. all.Take(all.Length / 2)],
        };
        if (g.Dice.Chance(25)) picks[0] -= x.Channels;
        return g.Put(x, g.Shaped(x.WithChannels(picks.Length), x.Axis, "Gather", [x.Name, g.Longs(picks)], ("axis", g.Dice.Pick(x.Axis, x.Axis - x.Rank))));
    }

    /// <summary>One channel alone, its axis gone, added to all.</summary>
    public static bool Single(GraphBuilder g)
    {
        if (g.Take(x => x.Channels >= 2) is not { } x) return false;
        var picked = g.Node("Gather", [x.Name, g.Long(g.Dice.Below((int)x.Channels))], ("axis", x.Axis));
        return g.Put(x, g.Like(x, "Add", [x.Name, g.Unsqueeze(picked, x.Axis)]));
    }

    /// <summary>Places, not channels.</summary>
    public static bool Places(GraphBuilder g)
    {
        if (g.Take(x => x.Rank >= 3 && x.Dims[x.Axis == 1 ? x.Rank - 1 : 1] >= 3) is not { } x) return false;
        var axis = x.Axis == 1 ? x.Rank - 1 : 1;
        var size = x.Dims[axis];
        var dims = x.Dims.SetItem(axis, size - 1);
        return g.Put(x, g.Dice.Chance(50)
            ? new Flow(g.Slice(x.Name, axis, 1, size), dims, x.Axis)
            : g.Shaped(dims, x.Axis, "Gather", [x.Name, g.Longs([.. g.Dice.Shuffled(Enumerable.Range(0, (int)size).Select(i => (long)i)).Skip(1)])], ("axis", axis)));
    }

    /// <summary>The channels with the largest values: which ones depends on the input.</summary>
    public static bool Largest(GraphBuilder g)
    {
        if (g.Opset < 11 || g.Take(x => x.Channels >= 2) is not { } x) return false;
        var count = g.Dice.Range(1, (int)x.Channels);
        return g.Put(x, new Flow(g.Nodes("TopK", [x.Name, g.Longs(count)], 2, ("axis", x.Axis))[0], x.WithChannels(count), x.Axis));
    }
}
