using System.Diagnostics;
using System.Runtime.InteropServices;

namespace PruneOnBuild.Benchmarks.Kernels;

/// <summary>Wall time and the processor time of this thread, which differ where the thread was made to wait.</summary>
internal static unsafe class ThreadClock
{
    private const int ThreadCpuTime = 3;
    private const double LargestWait = 1.02;

    /// <summary>Seconds of the wall clock.</summary>
    /// <param name="undisturbed">The thread waited for at most 2 % of them. Always true where the system has no such clock.</param>
    public static double Time(Action action, out bool undisturbed)
    {
        double processor = Processor();
        long start = Stopwatch.GetTimestamp();
        action();
        double wall = Stopwatch.GetElapsedTime(start).TotalSeconds;
        undisturbed = !OperatingSystem.IsLinux() || wall <= (Processor() - processor) * LargestWait;
        return wall;
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
