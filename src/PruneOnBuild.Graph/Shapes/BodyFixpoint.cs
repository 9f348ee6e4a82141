namespace PruneOnBuild.Graph.Shapes;

/// <summary>Shapes that hold in every pass of a body whose outputs are the next pass's inputs.</summary>
internal static class BodyFixpoint
{
    /// <summary>
    /// Starts from the first pass's shapes and gives up what a pass changes (an extent, then the rank) until nothing changes.
    /// The result begins with the carried shapes and goes on with the body's further outputs; null where the body cannot be
    /// inferred.
    /// </summary>
    /// <param name="pass">Shapes of the carried inputs to shapes of the outputs.</param>
    public static TensorShape?[]? Carry(TensorShape?[] initial, Func<TensorShape?[], TensorShape?[]?> pass)
    {
        var carries = initial;
        while (true)
        {
            if (pass(carries) is not { } outputs || outputs.Length < carries.Length) return null;
            TensorShape?[] kept = [.. carries.Select((before, i) => Keep(before, outputs[i]))];
            if (kept.SequenceEqual(carries)) return [.. kept, .. outputs.Skip(kept.Length)];
            carries = kept;
        }
    }

    /// <summary>
    /// A body's output laid one pass after another along a new axis. Symbols made inside the body mean nothing outside.
    /// </summary>
    public static TensorShape? Stack(TensorShape? each, Dim passes, int axis)
    {
        if (each is null || axis > each.Rank) return null;
        var dims = each.Dims.Select(dim => dim.IsKnown ? dim : Dim.Unknown).ToList();
        dims.Insert(axis, passes);
        return each with { Dims = [.. dims] };
    }

    private static TensorShape? Keep(TensorShape? before, TensorShape? after)
    {
        if (before is null || after is null || before.Rank != after.Rank) return null;
        return before with { Dims = [.. before.Dims.Zip(after.Dims, (a, b) => a.Same(b) ? a : Dim.Unknown)] };
    }
}
