namespace PruneOnBuild.Gates.Statistics;

/// <summary>Intervals for shares of samples, two-sided.</summary>
public static class Proportions
{
    /// <summary>A share of right answers (Wilson 1927).</summary>
    public static Interval Wilson(int right, int samples, double confidence)
    {
        var z = Normal.Quantile((1 + confidence) / 2);
        var share = (double)right / samples;
        var centre = (share + z * z / (2 * samples)) / (1 + z * z / samples);
        var half = z * Math.Sqrt(share * (1 - share) / samples + z * z / (4.0 * samples * samples)) / (1 + z * z / samples);
        return new Interval(Math.Max(0, centre - half), share, Math.Min(1, centre + half), confidence);
    }

    /// <summary>
    /// The drop between two models on the same samples, (onlyFirst - onlySecond) / samples, with the adjusted Wald interval for paired
    /// proportions (Bonett and Price 2012, doi:10.3102/1076998611411915): one answer added on each side keeps it honest near zero.
    /// </summary>
    public static Interval PairedDifference(int onlyFirst, int onlySecond, int samples, double confidence)
    {
        var first = (onlyFirst + 1.0) / (samples + 2);
        var second = (onlySecond + 1.0) / (samples + 2);
        var centre = first - second;
        var half = Normal.Quantile((1 + confidence) / 2) * Math.Sqrt((first + second - centre * centre) / (samples + 2));
        var estimate = (double)(onlyFirst - onlySecond) / samples;
        return new Interval(Math.Max(-1, centre - half), estimate, Math.Min(1, centre + half), confidence);
    }

    /// <summary>
    /// The fewest samples on which a flawless result still proves, at <paramref name="confidence"/>, that a fault is rarer than
    /// <paramref name="share"/>: the n with (1 - share)^n &lt;= 1 - confidence. share in (0, 1).
    /// </summary>
    public static int SamplesToResolve(double share, double confidence) =>
        (int)Math.Ceiling(Math.Log(1 - confidence) / Math.Log(1 - share));
}
