namespace PruneOnBuild.Gates.Statistics;

/// <summary>Intervals for shares of samples. Each bound fails with a probability of 1 - confidence at most: both are one-sided bounds.</summary>
public static class Proportions
{
    /// <summary>
    /// A share of right answers (Clopper and Pearson 1934). Exact, because gates stand near 1: there the bounds of Wilson's interval fail in up
    /// to 7 % of all cases instead of 5 %, with a continuity correction still in 6 %.
    /// </summary>
    public static Interval Share(int right, int samples, double confidence)
    {
        var risk = 1 - confidence;
        var estimate = (double)right / samples;
        return new Interval(
            right == 0 ? 0 : Bisection.Boundary(0, estimate, share => Binomial.AtLeast(right, samples, share) <= risk),
            estimate,
            right == samples ? 1 : Bisection.Boundary(1, estimate, share => Binomial.AtMost(right, samples, share) <= risk),
            confidence);
    }

    /// <summary>The drop between two models on the same samples, (onlyFirst - onlySecond) / samples, between exact bounds.</summary>
    public static Interval PairedDifference(int onlyFirst, int onlySecond, int samples, double confidence) => new(
        -PairedBound.Upper(onlySecond, onlyFirst, samples, confidence),
        (double)(onlyFirst - onlySecond) / samples,
        PairedBound.Upper(onlyFirst, onlySecond, samples, confidence),
        confidence);

    /// <summary>
    /// The fewest samples on which a flawless result still proves, at <paramref name="confidence"/>, that a fault is rarer than
    /// <paramref name="share"/>: the n with (1 - share)^n &lt;= 1 - confidence. share in (0, 1).
    /// </summary>
    public static int SamplesToResolve(double share, double confidence) =>
        (int)Math.Ceiling(Math.Log(1 - confidence) / Math.Log(1 - share));

    /// <summary>
    /// How rare something must be to be on none of so many samples with a probability of more than 1 - <paramref name="confidence"/>: the other way
    /// round than <see cref="SamplesToResolve"/>.
    /// </summary>
    public static double RarestSeen(int samples, double confidence) => 1 - Math.Pow(1 - confidence, 1.0 / samples);
}
