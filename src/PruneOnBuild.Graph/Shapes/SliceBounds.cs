namespace PruneOnBuild.Graph.Shapes;

/// <summary>
/// What Slice does along one axis. Starts and ends beyond the extent are clamped; negative ones count from the end.
/// </summary>
public readonly record struct SliceBounds(int Axis, Dim Start, Dim End, Dim Step)
{
    /// <summary>
    /// The number of elements taken of an axis; unknown where numbers are missing and symbols do not settle it.
    /// </summary>
    public Dim Extent(Dim of)
    {
        if (!Step.IsKnown || Step.Value == 0) return Dim.Unknown;
        if (of.IsKnown && Start.IsKnown && End.IsKnown)
        {
            if (of.Value == 0) return 0;
            var (first, last) = (First(of.Value), Last(of.Value));
            var span = Step.Value > 0 ? last - first : first - last;
            // Math.Abs would overflow for the least step of all.
            var step = Step.Value == long.MinValue ? long.MaxValue : Math.Abs(Step.Value);
            return span <= 0 ? 0 : (span - 1) / step + 1;
        }
        if (Step.Is(-1)) return IsWholeReversed(of) ? of : Dim.Unknown;
        if (!Step.Is(1)) return Dim.Unknown;
        var extent = Resolve(End, of) - Resolve(Start, of);
        return extent.IsKnown && extent.Value >= 0 || extent.IsNonNegative ? extent : Dim.Unknown;
    }

    /// <summary>The place of the first element taken of an axis of known extent; only where start and step are known.</summary>
    public long First(long of) => Clamp(Start.Value, of, least: 0);

    private long Last(long of)
    {
        // Runtimes read both greatest integers as "all the way", whichever way the step goes.
        if (Step.Value < 0 && End.Value is (int.MaxValue or long.MaxValue)) return -1;
        return Clamp(End.Value, of, least: Step.Value > 0 ? 0 : -1);
    }

    /// <summary>
    /// A bound within [0, extent] of an axis whose extent or bound is a symbol; unknown where clamping may change it.
    /// </summary>
    private static Dim Resolve(Dim bound, Dim of)
    {
        // Exporters write "to the end" as the greatest 32-bit or 64-bit integer.
        if (bound.IsKnown && bound.Value >= int.MaxValue) return of;
        if (bound.IsNonNegative) return (of - bound).IsNonNegative ? bound : (bound - of).IsNonNegative ? of : Dim.Unknown;
        return bound.IsKnown && (of + bound).IsNonNegative ? of + bound : Dim.Unknown;
    }

    private bool IsWholeReversed(Dim of) => (Start.Is(-1) || Start.IsKnown && Start.Value >= int.MaxValue) && !of.IsUnknown
        && End.IsKnown && End.Value <= -int.MaxValue;

    private long Clamp(long bound, long of, long least) =>
        of == 0 ? 0 : Math.Clamp(bound < 0 ? bound + of : bound, least, Step.Value > 0 ? of : of - 1);
}
