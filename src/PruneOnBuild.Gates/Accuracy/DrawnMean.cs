namespace PruneOnBuild.Gates.Accuracy;

/// <summary>The mean over samples where each counts as often as it was drawn.</summary>
internal static class DrawnMean
{
    /// <param name="value">Of a sample; not asked for, and so free to be NaN or infinite, where it was not drawn.</param>
    /// <returns>NaN where no sample was drawn.</returns>
    public static double Of(ReadOnlySpan<int> draws, Func<int, double> value)
    {
        double sum = 0, count = 0;
        for (var sample = 0; sample < draws.Length; sample++)
        {
            sum += draws[sample] == 0 ? 0 : draws[sample] * value(sample);
            count += draws[sample];
        }

        return sum / count;
    }
}
