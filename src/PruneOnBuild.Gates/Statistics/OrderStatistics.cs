namespace PruneOnBuild.Gates.Statistics;

/// <summary>Medians, percentiles and what can be said about them without assuming a distribution.</summary>
public static class OrderStatistics
{
    /// <summary>The middle value, or the mean of the two middle ones.</summary>
    public static double Median(ReadOnlySpan<double> values)
    {
        var sorted = Sorted(values);
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    /// <summary>The smallest value that at least <paramref name="share"/> of the values do not exceed; share in (0, 1].</summary>
    public static double Percentile(ReadOnlySpan<double> values, double share) =>
        Sorted(values)[Math.Clamp((int)Math.Ceiling(share * values.Length) - 1, 0, values.Length - 1)];

    /// <summary>
    /// Bounds of the median from order statistics: each bound fails with probability at most <paramref name="risk"/>, exactly, whatever the
    /// distribution. The k-th smallest and k-th largest value, k the largest with P(Bin(n, 1/2) &lt;= k - 1) &lt;= risk. Infinite where n is too
    /// small for that (below 5 at a risk of 0.05).
    /// </summary>
    public static (double Low, double High) MedianBounds(ReadOnlySpan<double> values, double risk)
    {
        var k = 0;
        while (2 * (k + 1) <= values.Length && Binomial.AtMost(k, values.Length, 0.5) <= risk)
            k++;
        var sorted = Sorted(values);
        return k == 0 ? (double.NegativeInfinity, double.PositiveInfinity) : (sorted[k - 1], sorted[^k]);
    }

    private static double[] Sorted(ReadOnlySpan<double> values)
    {
        var sorted = values.ToArray();
        Array.Sort(sorted);
        return sorted.Length > 0 ? sorted : throw new ArgumentException("There is no value.", nameof(values));
    }
}
