using System.Globalization;

namespace PruneOnBuild.Pruning.Search.Latency;

/// <summary>How much of the time that search may take is left; it begins when the clock is made.</summary>
internal sealed class SearchClock(TimeProvider time, double maxSeconds)
{
    private readonly long _start = time.GetTimestamp();

    /// <summary>Seconds since the beginning.</summary>
    public double Seconds => time.GetElapsedTime(_start).TotalSeconds;

    /// <summary>Seconds left, below 0 where time ran out.</summary>
    public double Left => maxSeconds - Seconds;

    /// <summary>Such as <c>1 m 10 s left</c>.</summary>
    public string LeftText
    {
        get
        {
            var left = (int)Math.Max(0, Left);
            return (left < 60 ? "" : Number(left / 60) + " m ") + Number(left % 60) + " s left";
        }
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
