namespace PruneOnBuild.RandomGraphs.Blocks;

/// <summary>Where values meet element by element.</summary>
internal static class Residuals
{
    private static readonly string[] Meetings = ["Add", "Add", "Add", "Mul", "Sum", "Max", "Min", "Mean", "Sub"];

    /// <summary>A value and a layer that reads it.</summary>
    public static bool Around(GraphBuilder g)
    {
        if (g.Take(_ => true) is not { } x) return false;
        var inner = Layers.Any(g, x, g.Dice.Range(2, 12));
        var branch = Layers.Any(g, g.Like(inner, "Relu", [inner.Name]), x.Channels);
        return g.Put(x, Meet(g, x, branch));
    }

    /// <summary>Two layers that read the same value, neither of which hands its channels through.</summary>
    public static bool BothBranches(GraphBuilder g)
    {
        if (g.Take(_ => true) is not { } x) return false;
        var channels = g.Dice.Range(2, 14);
        return g.Put(x, Meet(g, Layers.Any(g, x, channels), Layers.Any(g, x, channels)));
    }

    /// <summary>Two current values of one shape, or one with itself.</summary>
    public static bool Current(GraphBuilder g)
    {
        if (g.Take(_ => true) is not { } x || g.Take(y => y.Dims.SequenceEqual(x.Dims) && y.Axis == x.Axis) is not { } y) return false;
        return g.Put([x, y], Meet(g, x, y));
    }

    /// <summary>Three values at once.</summary>
    public static bool Three(GraphBuilder g)
    {
        if (g.Take(_ => true) is not { } x) return false;
        var (a, b) = (Layers.Any(g, x, x.Channels), Layers.Any(g, x, x.Channels));
        return g.Put(x, g.Like(x, g.Dice.Pick("Sum", "Max", "Mean"), g.Dice.Shuffled([x.Name, a.Name, b.Name])));
    }

    /// <summary>A constant of odd rank: [C, 1, 1], [1, C, 1, 1], [1], none, one per place, of full size.</summary>
    public static bool Constant(GraphBuilder g)
    {
        if (g.Take(_ => true) is not { } x) return false;
        long[] perChannel = [x.Channels, .. Enumerable.Repeat(1L, x.Rank - 1 - x.Axis)];
        long[] dims = g.Dice.Below(7) switch
        {
            0 => [.. Enumerable.Repeat(1L, x.Rank - perChannel.Length), .. perChannel],
            1 => [1],
            2 => [],
            3 => [.. x.Dims.Skip(1)],
            4 => [1, .. x.Dims.Skip(1).Select((dim, i) => i + 1 == x.Axis ? 1 : dim)],
            _ => perChannel,
        };
        var constant = g.Dice.Chance(50) ? g.Bias(dims) : g.Scale(dims);
        return g.Put(x, g.Like(x, g.Dice.Pick("Add", "Mul", "Sub", "Max"), g.Dice.Shuffled([x.Name, constant])));
    }

    /// <summary>A value times one of its places, which broadcasts.</summary>
    public static bool Broadcast(GraphBuilder g)
    {
        if (g.Take(x => x.Rank >= 3) is not { } x) return false;
        var axes = Enumerable.Range(1, x.Rank - 1).Where(axis => axis != x.Axis).Select(axis => (long)axis).ToArray();
        return g.Put(x, g.Like(x, g.Dice.Pick("Mul", "Add"), [x.Name, g.Reduce(g.Dice.Pick("ReduceMean", "ReduceMax"), x.Name, true, axes)]));
    }

    private static Flow Meet(GraphBuilder g, Flow x, Flow y)
    {
        var met = g.Like(x, g.Dice.Pick(Meetings), g.Dice.Shuffled([x.Name, y.Name]));
        return g.Dice.Chance(50) ? g.Like(met, "Relu", [met.Name]) : met;
    }
}
