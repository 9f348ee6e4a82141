namespace PruneOnBuild.Gates.Statistics;

/// <summary>Where a falling chance reaches a level: false position on its logarithm, which is near a parabola in the tails.</summary>
internal static class FalsePosition
{
    /// <summary>Both sides of the place are known this well.</summary>
    public const double Tolerance = 1e-10;

    /// <summary>A chance of 0 has no logarithm; anything so small draws the line steeply enough.</summary>
    private const double LeastLogarithm = -30;

    /// <summary>The place at which <paramref name="chance"/> has fallen to <paramref name="level"/>, never one at which it is above.</summary>
    /// <param name="near">Where the chance is above the level.</param>
    /// <param name="step">About how far away the place is, above 0.</param>
    /// <param name="end">Where the chance is at most the level; beyond <paramref name="near"/>.</param>
    public static double Boundary(double near, double step, double end, double level, Func<double, double> chance)
    {
        var far = Math.Min(end, near + step);
        var (above, below) = (Excess(near), Excess(far));
        for (; below > 0 && far < end; step *= 2)
        {
            (near, above) = (far, below);
            far = Math.Min(end, far + step);
            below = Excess(far);
        }

        while (far - near > Tolerance)
        {
            // Half the tolerance from either end, so that the other end follows once one has arrived.
            var place = Math.Clamp(near + (far - near) * above / (above - below), near + Tolerance / 2, far - Tolerance / 2);
            var excess = Excess(place);
            // The end that stays counts half, or it would stay for ever (the Illinois rule; Dowell and Jarratt 1971).
            if (excess > 0)
                (near, above, below) = (place, excess, below / 2);
            else
                (far, below, above) = (place, excess, above / 2);
        }

        return far;

        double Excess(double place) => Math.Max(LeastLogarithm, Math.Log(chance(place) / level));
    }
}
