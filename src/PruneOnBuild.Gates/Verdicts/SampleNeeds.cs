using System.Globalization;

namespace PruneOnBuild.Gates.Verdicts;

/// <summary>How many samples would decide a gate.</summary>
internal static class SampleNeeds
{
    private const double MostTimes = 1000;

    /// <summary>Intervals narrow with the root of the samples.</summary>
    /// <param name="width">From the estimate to its bound, on so many samples.</param>
    /// <param name="gap">From the estimate to the threshold.</param>
    public static string Text(int samples, double width, double gap)
    {
        var times = width / gap * (width / gap);
        return times > MostTimes || !double.IsFinite(times)
            ? string.Create(CultureInfo.InvariantCulture, $"More than {MostTimes} times as many samples")
            : string.Create(CultureInfo.InvariantCulture, $"About {RoundedUp(samples * times)} samples");
    }

    /// <summary>To two digits: this is an estimate.</summary>
    private static double RoundedUp(double value)
    {
        var digit = Math.Pow(10, Math.Max(0, Math.Floor(Math.Log10(Math.Max(value, 1))) - 1));
        return Math.Ceiling(value / digit) * digit;
    }
}
