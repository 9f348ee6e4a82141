using System.Diagnostics;
using System.Globalization;

namespace PruneOnBuild.Benchmarks.SparseModels;

/// <summary>How long threads of this process were ready to run while others ran in their place.</summary>
internal static class RunDelay
{
    private const string Threads = "/proc/self/task";
    private const string CallingThread = "/proc/thread-self";

    /// <summary>Seconds of the wall clock, and seconds of waiting, of all threads together and of the calling one: 0 where the system does not tell.</summary>
    public static (double Wall, double Waited, double OwnWaited) Time(Action action)
    {
        long before = OfAll(), ownBefore = Of(CallingThread);
        long start = Stopwatch.GetTimestamp();
        action();
        double wall = Stopwatch.GetElapsedTime(start).TotalSeconds;
        return (wall, Math.Max(0, OfAll() - before) * 1e-9, Math.Max(0, Of(CallingThread) - ownBefore) * 1e-9);
    }

    private static long OfAll() => Directory.Exists(Threads) ? Directory.EnumerateDirectories(Threads).Sum(Of) : 0;

    private static long Of(string thread)
    {
        try
        {
            // Time on a processor, time of waiting for one, and how often.
            return File.ReadAllText(Path.Combine(thread, "schedstat")).Split(' ') is [_, var waited, ..] ? long.Parse(waited, CultureInfo.InvariantCulture) : 0;
        }
        catch (IOException)
        {
            // The thread has ended, or the system has no such file.
            return 0;
        }
    }
}
