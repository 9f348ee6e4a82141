using System.Collections.Concurrent;
using System.Diagnostics;

namespace PruneOnBuild.Gates.Programs;

/// <summary>The user's programs that run now: a process that must end before its time takes them along.</summary>
public static class RunningPrograms
{
    private static readonly ConcurrentDictionary<Process, bool> s_running = [];

    /// <summary>Ends them, with all that they have started.</summary>
    public static void Kill()
    {
        foreach (var (process, _) in s_running)
        {
            try
            {
                process.Kill(entireProcessTree: true);
            }
            catch (Exception ended) when (ended is InvalidOperationException or AggregateException)
            {
                // It, or one that it has started, was faster.
            }
        }
    }

    internal static void Add(Process process) => s_running[process] = true;

    internal static void Remove(Process process) => s_running.TryRemove(process, out _);
}
