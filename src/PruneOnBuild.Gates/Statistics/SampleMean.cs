namespace PruneOnBuild.Gates.Statistics;

/// <summary>
/// The mean of values that each sample has, and what bounds it. A sample of skewed values says too little of the rare large ones, and Student's
/// bounds then fail on that side far more often than they say. So the bounds are those of a shifted log-normal: the family runs from the normal
/// distribution to any skewness, and which of them it is <see cref="LogNormalSkew"/> tells. On each side the least favourable counts of those that
/// its ranks and its cubes leave open.
/// </summary>
/// <param name="Samples">4 or more.</param>
/// <param name="Error">Standard error of <paramref name="Mean"/>, in its unit; 0 or more.</param>
public sealed record SampleMean(int Samples, double Mean, double Error, LogNormalSkew Skew)
{
    // How many standard errors the least favourable skewness lies off, by ranks and by cubes. Normal values would need neither; of tails in which few
    // samples count for most, both figures and their errors are too small (docs/accuracy-gates.md has what less of it costs).
    private const double RanksDoubt = 3.5;
    private const double CubesDoubt = 2;

    public static SampleMean Of(ReadOnlySpan<double> values)
    {
        var (mean, squares) = Deviations.Of(values);
        return new SampleMean(values.Length, mean, Math.Sqrt(squares / (values.Length - 1.0) / values.Length), LogNormalSkew.Of(values));
    }

    /// <summary>Each bound fails with a probability of about 1 - <paramref name="confidence"/>.</summary>
    public Interval Bounds(double confidence)
    {
        if (!double.IsFinite(Mean) || !double.IsFinite(Error))
            return new Interval(double.NegativeInfinity, Mean, double.PositiveInfinity, confidence);
        var (ranks, cubes) = (RanksDoubt * Skew.RanksError, CubesDoubt * Skew.CubesError);
        var least = Math.Min(Skew.ByRanks - ranks, Skew.ByCubes - cubes);
        var most = Math.Max(Skew.ByRanks + ranks, Skew.ByCubes + cubes);
        return new Interval(
            Mean - Error * LogNormalT.Quantile(confidence, Samples, least),
            Mean,
            Mean - Error * LogNormalT.Quantile(1 - confidence, Samples, most),
            confidence);
    }
}
