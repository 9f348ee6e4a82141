namespace PruneOnBuild.Gates.Statistics;

internal static class Deviations
{
    /// <summary>The mean, and the sum of the squared deviations from it.</summary>
    public static (double Mean, double Squares) Of(ReadOnlySpan<double> values)
    {
        double mean = 0, squares = 0;
        foreach (var value in values)
            mean += value / values.Length;
        foreach (var value in values)
            squares += (value - mean) * (value - mean);
        return (mean, squares);
    }
}
