using System.Globalization;

namespace PruneOnBuild.Gates.Verdicts;

/// <summary>How many samples would decide a gate.</summary>
public static class SampleNeeds
{
    private const double MostTimes = 1000;

    /// <summary>In words; see <see cref="Of"/>.</summary>
    internal static string Text(int samples, double width, double gap) => Of(samples, width, gap) is { } needed
        ? string.Create(CultureInfo.InvariantCulture, $"About {needed} samples")
        : string.Create(CultureInfo.InvariantCulture, $"More than {MostTimes} times as many samples");

    /// <summary>Intervals narrow with the root of the samples. Null: more than 1000 times as many.</summary>
    /// <param name="width">From the estimate to its bound, on so many samples.</param>
    /// <param name="gap">From the estimate to the threshold.</param>
    public static double? Of(int samples, double width, double gap)
    {
        var times = width / gap * (width / gap);
        return times > MostTimes || !double.IsFinite(times) ? null : RoundedUp(samples * times);
    }

    /// <summary>To two digits: this is an estimate.</summary>
    private static double RoundedUp(double value)
    {
        var digit = Math.Pow(10, Math.Max(0, Math.Floor(Math.Log10(Math.Max(value, 1))) - 1));
        return Math.Ceiling(value / digit) * digit;
    }
}
