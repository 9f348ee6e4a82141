namespace PruneOnBuild.Reports.Html;

/// <summary>Values of a range onto pixels from <paramref name="Left"/> to <paramref name="Right"/>.</summary>
internal readonly record struct Scale(double Low, double High, double Left, double Right)
{
    /// <summary>A range that shows all finite values, with some room at both ends.</summary>
    public static Scale Around(IEnumerable<double> values, double left, double right)
    {
        double[] finite = [.. values.Where(double.IsFinite)];
        var (low, high) = (finite.Min(), finite.Max());
        double room = high > low ? 0.12 * (high - low) : Math.Max(0.1 * Math.Abs(high), 1e-9);
        return new Scale(low - room, high + room, left, right);
    }

    /// <summary>Values beyond the range lie at its ends.</summary>
    public double At(double value) => Left + ((Right - Left) * Math.Clamp((value - Low) / (High - Low), 0, 1));
}
