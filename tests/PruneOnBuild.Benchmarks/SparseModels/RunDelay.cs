using System.Diagnostics;
using System.Globalization;

namespace PruneOnBuild.Benchmarks.SparseModels;

/// <summary>How long threads of this process were ready to run while others ran in their place.</summary>
internal static class RunDelay
{
    private const string Threads = "/proc/self/task";

    /// <summary>Seconds of the wall clock, and seconds of waiting of all threads together: 0 where the system does not tell.</summary>
    public static (double Wall, double Waited) Time(Action action)
    {
        long before = Nanoseconds();
        long start = Stopwatch.GetTimestamp();
        action();
        double wall = Stopwatch.GetElapsedTime(start).TotalSeconds;
        return (wall, Math.Max(0, Nanoseconds() - before) * 1e-9);
    }

    private static long Nanoseconds()
    {
        if (!Directory.Exists(Threads))
            return 0;
        long sum = 0;
        foreach (string thread in Directory.EnumerateDirectories(Threads))
        {
            try
            {
                // Time on a processor, time of waiting for one, and how often.
                if (File.ReadAllText(Path.Combine(thread, "schedstat")).Split(' ') is [_, var waited, ..])
                    sum += long.Parse(waited, CultureInfo.InvariantCulture);
            }
            catch (IOException)
            {
                // The thread has ended.
            }
        }
        return sum;
    }
}
