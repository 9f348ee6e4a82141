using System.Globalization;

namespace PruneOnBuild.Benchmarks.Real;

/// <summary>Numbers as the table has them.</summary>
internal static class RealFigures
{
    public static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{share * 100:f2} %");

    /// <summary>Such as <c>top-1, 4,000 samples</c>.</summary>
    public static string Measured(string metric, int samples, string what) => string.Create(CultureInfo.InvariantCulture, $"{metric}, {samples:n0} {what}");

    public static string Decibels(double value) => string.Create(CultureInfo.InvariantCulture, $"{value:f2} dB");

    public static string Share(double share) => string.Create(CultureInfo.InvariantCulture, $"{share:f2}");

    public static string Seconds(double seconds) => string.Create(CultureInfo.InvariantCulture, $"{seconds:f0}");
}
