using System.Collections.Concurrent;

namespace PruneOnBuild.Kernels.Tests;

internal static class Concurrently
{
    /// <summary>Runs the action on so many threads at once and gives the first error of any.</summary>
    public static void Run(int threads, Action action)
    {
        var errors = new ConcurrentQueue<Exception>();
        var all = Enumerable.Range(0, threads).Select(_ => new Thread(() =>
        {
            try
            {
                action();
            }
            catch (Exception error)
            {
                errors.Enqueue(error);
            }
        })).ToArray();
        foreach (var thread in all)
            thread.Start();
        foreach (var thread in all)
            thread.Join();
        Assert.Empty(errors);
    }
}
