using System.Globalization;

namespace PruneOnBuild.Benchmarks.Real;

/// <summary>Numbers as the table has them.</summary>
internal static class RealFigures
{
    public static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{share * 100:f2} %");

    public static string Decibels(double value) => string.Create(CultureInfo.InvariantCulture, $"{value:f2} dB");

    public static string Share(double share) => string.Create(CultureInfo.InvariantCulture, $"{share:f2}");

    public static string Seconds(double seconds) => string.Create(CultureInfo.InvariantCulture, $"{seconds:f0}");
}
