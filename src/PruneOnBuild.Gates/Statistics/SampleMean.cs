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
    /// <summary>How many standard errors of the skewness by ranks the least favourable one lies off.</summary>
    private const double Doubt = 2.5;

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
        var doubt = Doubt * Skew.RanksError;
        var least = Math.Min(Skew.ByRanks - doubt, Skew.ByCubes - Skew.CubesError);
        var most = Math.Max(Skew.ByRanks + doubt, Skew.ByCubes + Skew.CubesError);
        return new Interval(
            Mean - Error * LogNormalT.Quantile(confidence, Samples, least),
            Mean,
            Mean - Error * LogNormalT.Quantile(1 - confidence, Samples, most),
            confidence);
    }
}
