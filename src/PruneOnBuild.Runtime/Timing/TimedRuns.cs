using System.Diagnostics;

namespace PruneOnBuild.Runtime.Timing;

/// <summary>Runs a bound model often enough to know its time: warm-up first, then for a while.</summary>
internal static class TimedRuns
{
    public const int WarmUps = 5;
    private const int FewestRuns = 10;
    private const int MostRuns = 1000;
    private static readonly TimeSpan s_enough = TimeSpan.FromMilliseconds(40);
    private static readonly TimeSpan s_tooLong = TimeSpan.FromSeconds(2);

    /// <returns>Milliseconds of each run after the warm-up, 2 or more.</returns>
    public static IReadOnlyList<double> Of(BoundRun model)
    {
        for (var run = 0; run < WarmUps; run++)
            model.Run();
        var times = new List<double>();
        var start = Stopwatch.GetTimestamp();
        while (times.Count < MostRuns)
        {
            var run = Stopwatch.GetTimestamp();
            model.Run();
            times.Add(Stopwatch.GetElapsedTime(run).TotalMilliseconds);
            var elapsed = Stopwatch.GetElapsedTime(start);
            if ((elapsed > s_enough && times.Count >= FewestRuns) || (elapsed > s_tooLong && times.Count > 1))
                break;
        }

        return times;
    }
}
