namespace PruneOnBuild.Gates.Statistics;

/// <summary>How much a value says of the next one.</summary>
public static class Autocorrelation
{
    /// <summary>
    /// Lag 1: mean product of neighbours' deviations from the overall mean, over the variance; about -1 to 1, and 0 where all values are
    /// equal or there are no neighbours.
    /// </summary>
    /// <param name="stretch">Values taken without a pause, 1 or more; the last of one stretch and the first of the next are neighbours only where it is 1.</param>
    public static double Lag1(ReadOnlySpan<double> values, int stretch)
    {
        double mean = 0, variance = 0, product = 0;
        foreach (var value in values)
            mean += value / values.Length;
        foreach (var value in values)
            variance += (value - mean) * (value - mean) / values.Length;
        var pairs = 0;
        for (var index = 1; index < values.Length; index++)
        {
            if (stretch > 1 && index % stretch == 0)
                continue;
            product += (values[index - 1] - mean) * (values[index] - mean);
            pairs++;
        }

        // What rounding leaves of equal values is no variance.
        return variance > 1e-20 * mean * mean && pairs > 0 ? product / pairs / variance : 0;
    }
}
