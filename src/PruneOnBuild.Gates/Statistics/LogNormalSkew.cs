namespace PruneOnBuild.Gates.Statistics;

/// <summary>How skewed values are, told by the log-normal, shifted and perhaps mirrored, of their L-skewness (Hosking 1990).</summary>
internal static class LogNormalSkew
{
    /// <summary>L-skewness lies in (-1, 1); nearer to its ends no log-normal is told from others.</summary>
    private const double MostLSkewness = 0.94;

    /// <summary>The standard deviation of the logarithms; below 0 where the left tail is the long one; 0 where all values are equal.</summary>
    /// <param name="values">3 or more.</param>
    public static double Of(ReadOnlySpan<double> values)
    {
        var sorted = values.ToArray();
        Array.Sort(sorted);
        double count = sorted.Length, first = 0, second = 0, third = 0;
        for (var rank = 0; rank < sorted.Length; rank++)
        {
            first += sorted[rank] / count;
            second += sorted[rank] / count * rank / (count - 1);
            third += sorted[rank] / count * rank * (rank - 1) / ((count - 1) * (count - 2));
        }

        var scale = 2 * second - first;
        return scale > 1e-12 * Math.Abs(first) ? OfLSkewness((6 * third - 6 * second + first) / scale) : 0;
    }

    /// <summary>
    /// About that of <see cref="Of"/> from so many values of such a log-normal: 0.9 over the root of their number where they are normal.
    /// </summary>
    public static double StandardError(double skew, int samples) => (0.9 + 0.5 * Math.Abs(skew)) / Math.Sqrt(samples);

    // The rational approximation of Hosking and Wallis 1997, appendix A.8.
    private static double OfLSkewness(double skewness)
    {
        var t = Math.Clamp(skewness, -MostLSkewness, MostLSkewness);
        var square = t * t;
        return t * (2.0466534 + square * (-3.6544371 + square * (1.8396733 - square * 0.20360244)))
            / (1 + square * (-2.0182173 + square * (1.2420401 - square * 0.21741801)));
    }
}
