namespace PruneOnBuild.Gates.Statistics;

/// <summary>
/// How skewed values are, as the standard deviation of the logarithms of a log-normal, shifted and perhaps mirrored, that is as skewed: below 0
/// where their left tail is the long one, 0 where all are equal.
/// </summary>
/// <param name="ByRanks">The log-normal of their L-skewness (Hosking 1990), which few samples bias little, and single values move little.</param>
/// <param name="RanksError">Standard error of <paramref name="ByRanks"/>.</param>
/// <param name="ByCubes">
/// The log-normal of their skewness, the mean cube of their deviations. Of few log-normal values it is too small; where no value can be large, as in
/// two heaps, it is the one that is true of the mean.
/// </param>
/// <param name="CubesError">Standard error of <paramref name="ByCubes"/>.</param>
public sealed record LogNormalSkew(double ByRanks, double RanksError, double ByCubes, double CubesError)
{
    /// <summary>L-skewness lies in (-1, 1); nearer to its ends no log-normal is told from others.</summary>
    private const double MostLSkewness = 0.94;

    /// <param name="values">4 or more.</param>
    public static LogNormalSkew Of(ReadOnlySpan<double> values)
    {
        var deviations = values.ToArray();
        Array.Sort(deviations);
        var mean = deviations.Average();
        // Sums of products keep their digits where values lie far from 0 and near each other.
        for (var rank = 0; rank < deviations.Length; rank++)
            deviations[rank] -= mean;
        var moments = LMoments.Of(deviations);
        if (!(moments.Scale > 1e-12 * Math.Abs(mean)))
            return new LogNormalSkew(0, 0, 0, 0);

        var byRanks = OfLSkewness(moments);
        return new LogNormalSkew(
            byRanks,
            RanksErrorOf(byRanks, deviations),
            OfSkewness(Skewness.Of(deviations)),
            Jackknife.Error(Array.ConvertAll(Skewness.LeavingOut(deviations), OfSkewness)));
    }

    // Of log-normal values it is about 0.9 over the root of their number where they are normal, and more where they are skewed. Long tails on both
    // sides hide in the L-skewness, but not from the jackknife, which of log-normal values is itself as much too large as it is divided by.
    private static double RanksErrorOf(double skew, double[] sorted) => Math.Max(
        (0.9 + 0.5 * Math.Abs(skew)) / Math.Sqrt(sorted.Length),
        Jackknife.Error(Array.ConvertAll(LMoments.LeavingOut(sorted), OfLSkewness)) / (1 + 0.2 * skew * skew));

    // The rational approximation of Hosking and Wallis 1997, appendix A.8.
    private static double OfLSkewness(LMoments moments)
    {
        var t = moments.Scale > 0 ? Math.Clamp(moments.Third / moments.Scale, -MostLSkewness, MostLSkewness) : 0;
        var square = t * t;
        return t * (2.0466534 + square * (-3.6544371 + square * (1.8396733 - square * 0.20360244)))
            / (1 + square * (-2.0182173 + square * (1.2420401 - square * 0.21741801)));
    }

    // A log-normal whose logarithms have the variance v has the skewness (w + 2) root(w - 1) with w = exp v, a cubic equation in w.
    private static double OfSkewness(double skewness)
    {
        var middle = 1 + skewness * skewness / 2;
        var root = Math.Cbrt(middle + Math.Sqrt(middle * middle - 1));
        return Math.Sign(skewness) * Math.Sqrt(Math.Log(Math.Max(1, root + 1 / root - 1)));
    }
}
