namespace PruneOnBuild.Gates.Statistics;

/// <summary>Intervals for shares of samples. Each bound fails with a probability of 1 - confidence at most: both are one-sided bounds.</summary>
public static class Proportions
{
    private const int Steps = 60;

    /// <summary>
    /// A share of right answers (Clopper and Pearson 1934). Exact, because gates stand near 1: there the bounds of Wilson's interval fail in up
    /// to 7 % of all cases instead of 5 %, with a continuity correction still in 6 %.
    /// </summary>
    public static Interval Share(int right, int samples, double confidence)
    {
        var risk = 1 - confidence;
        var estimate = (double)right / samples;
        return new Interval(
            right == 0 ? 0 : Boundary(0, estimate, share => Binomial.AtLeast(right, samples, share) <= risk),
            estimate,
            right == samples ? 1 : Boundary(1, estimate, share => Binomial.AtMost(right, samples, share) <= risk),
            confidence);
    }

    /// <summary>
    /// The drop between two models on the same samples, (onlyFirst - onlySecond) / samples: the score interval of a paired difference (Tango
    /// 1998, Statistics in Medicine 17, 891), with a continuity correction of half an answer, which keeps it honest where few answers differ.
    /// </summary>
    public static Interval PairedDifference(int onlyFirst, int onlySecond, int samples, double confidence)
    {
        var z = Normal.Quantile(confidence);
        var estimate = (double)(onlyFirst - onlySecond) / samples;
        return new Interval(
            Boundary(-1, estimate, drop => Excess(onlyFirst, onlySecond, samples, drop, z) >= 0),
            estimate,
            Boundary(1, estimate, drop => Excess(onlySecond, onlyFirst, samples, -drop, z) >= 0),
            confidence);
    }

    /// <summary>
    /// The fewest samples on which a flawless result still proves, at <paramref name="confidence"/>, that a fault is rarer than
    /// <paramref name="share"/>: the n with (1 - share)^n &lt;= 1 - confidence. share in (0, 1).
    /// </summary>
    public static int SamplesToResolve(double share, double confidence) =>
        (int)Math.Ceiling(Math.Log(1 - confidence) / Math.Log(1 - share));

    // How far the observed difference, half an answer taken off, lies above z standard errors of a true difference of `drop`, under which the
    // likeliest share of onlySecond is the root of a quadratic (Tango's equation 6).
    private static double Excess(int onlyFirst, int onlySecond, int samples, double drop, double z)
    {
        var b = -onlyFirst - onlySecond + (2.0 * samples - onlyFirst + onlySecond) * drop;
        var c = -onlySecond * drop * (1 - drop);
        var second = Math.Max((Math.Sqrt(Math.Max(0, b * b - 8.0 * samples * c)) - b) / (4.0 * samples), Math.Max(0, -drop));
        var variance = samples * (2 * second + drop * (1 - drop));
        return onlyFirst - onlySecond - samples * drop - 0.5 - z * Math.Sqrt(Math.Max(0, variance));
    }

    // Where `isRuledOut` ends on the way from the far end, which it holds at, to the estimate, which it does not.
    private static double Boundary(double far, double near, Func<double, bool> isRuledOut)
    {
        for (var step = 0; step < Steps; step++)
        {
            var middle = (far + near) / 2;
            if (isRuledOut(middle))
                far = middle;
            else
                near = middle;
        }

        return far;
    }
}
