using System.Diagnostics;
using System.Runtime.InteropServices;

namespace PruneOnBuild.Cli.Bench.Kernels;

/// <summary>Wall time and the processor time of this thread, which differ where the thread was made to wait.</summary>
internal static unsafe class ThreadClock
{
    private const int ThreadCpuTime = 3;

    /// <summary>Seconds of the wall clock, and seconds that the processor spent on this thread: the same where the system can't tell.</summary>
    public static (double Wall, double Processor) Time(Action action)
    {
        double before = Processor();
        long start = Stopwatch.GetTimestamp();
        action();
        double wall = Stopwatch.GetElapsedTime(start).TotalSeconds;
        return (wall, OperatingSystem.IsLinux() ? Processor() - before : wall);
    }

    private static double Processor()
    {
        if (!OperatingSystem.IsLinux())
            return 0;
        long* time = stackalloc long[2];
        _ = clock_gettime(ThreadCpuTime, time);
        return time[0] + time[1] * 1e-9;
    }

    [DllImport("libc")]
    private static extern int clock_gettime(int clock, long* time);
}
