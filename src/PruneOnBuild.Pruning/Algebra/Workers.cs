using System.Runtime.ExceptionServices;

namespace PruneOnBuild.Pruning.Algebra;

/// <summary>
/// The one place that says how many threads the algebra uses. Work is handed out in pieces whose results no other piece touches, so the
/// number of threads, and which of them does what, never changes a bit of a result.
/// </summary>
internal static class Workers
{
    /// <summary>Beyond this many threads the blocks of layers as they occur no longer suffice to go round.</summary>
    private const int Most = 16;

    /// <summary>Multiply-adds below which a second thread costs more than it brings: some 30 microseconds.</summary>
    private const long WorthSharing = 1 << 19;

    private static readonly AsyncLocal<int> Limit = new();

    /// <summary>Threads in use here and now, at least 1.</summary>
    public static int Count => Math.Min(Limit.Value > 0 ? Limit.Value : Most, Environment.ProcessorCount);

    /// <summary>Runs piece(0) to piece(count - 1), each once, in no particular order, and returns when all are done.</summary>
    /// <param name="work">About how many multiply-adds all pieces are together.</param>
    public static void Run(int count, long work, Action<int> piece)
    {
        var threads = work < WorthSharing ? 1 : Math.Min(Count, count);
        if (threads > 1)
        {
            try
            {
                Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = threads }, piece);
            }
            catch (AggregateException error)
            {
                // As on one thread: what a piece throws, callers catch by its type.
                ExceptionDispatchInfo.Throw(error.InnerExceptions[0]);
            }

            return;
        }

        for (var i = 0; i < count; i++)
        {
            piece(i);
        }
    }

    /// <summary>Lets the code that follows use at most so many threads, until the answer is disposed.</summary>
    public static IDisposable AtMost(int threads)
    {
        var before = Limit.Value;
        Limit.Value = threads;
        return new Restore(before);
    }

    private sealed class Restore(int limit) : IDisposable
    {
        public void Dispose() => Limit.Value = limit;
    }
}
