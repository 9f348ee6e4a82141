namespace PruneOnBuild.Gates.Statistics;

/// <summary>The mean cube of deviations over the cube of the standard deviation; 0 where all values are equal.</summary>
internal static class Skewness
{
    public static double Of(ReadOnlySpan<double> values)
    {
        var (sum, squares, cubes) = Sums(values);
        return FromSums(sum, squares, cubes, values.Length);
    }

    /// <summary>That of all values but one, for each in turn.</summary>
    /// <param name="values">2 or more, whose mean is about 0.</param>
    public static double[] LeavingOut(ReadOnlySpan<double> values)
    {
        var (sum, squares, cubes) = Sums(values);
        var left = new double[values.Length];
        for (var index = 0; index < values.Length; index++)
        {
            var value = values[index];
            left[index] = FromSums(sum - value, squares - value * value, cubes - value * value * value, values.Length - 1);
        }

        return left;
    }

    private static (double Sum, double Squares, double Cubes) Sums(ReadOnlySpan<double> values)
    {
        double sum = 0, squares = 0, cubes = 0;
        foreach (var value in values)
        {
            sum += value;
            squares += value * value;
            cubes += value * value * value;
        }

        return (sum, squares, cubes);
    }

    private static double FromSums(double sum, double squares, double cubes, double count)
    {
        var (mean, square, cube) = (sum / count, squares / count, cubes / count);
        var variance = square - mean * mean;
        // What rounding leaves of equal values is no variance.
        return variance > 1e-14 * square ? (cube - 3 * mean * square + 2 * mean * mean * mean) / Math.Pow(variance, 1.5) : 0;
    }
}
