namespace PruneOnBuild.Runtime.Timing;

/// <summary>One number for what something takes when nothing disturbs it.</summary>
public static class QuietTime
{
    /// <summary>
    /// Mean of the faster half of the times, at least one of them. Neighbours on the machine only ever add time, so the slower half says more
    /// of them; a mean, because clocks that count whole microseconds make a median jump.
    /// </summary>
    public static double Of(IEnumerable<double> times)
    {
        var ascending = times.Order().ToArray();
        return ascending[..((ascending.Length + 1) / 2)].Average();
    }
}
