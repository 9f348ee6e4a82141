using System.Diagnostics;
using Microsoft.ML.OnnxRuntime;

namespace PruneOnBuild.Kernels.OnnxRuntime.Tests.Sessions;

[Collection(nameof(Alone))]
public class SessionLifeTests
{
    private const long MostGrowth = 24 << 20;

    [Fact]
    public void AHundredThousandRuns_LeakNothing()
    {
        using var session = SparseSession.Open(TinySparse.Sparse);
        using var bound = new BoundSession(session);
        bound.Run(20_000);
        long before = WorkingSet();

        bound.Run(100_000);

        Assert.InRange(WorkingSet() - before, long.MinValue, MostGrowth);
    }

    [Fact]
    public void ARun_AllocatesNoMoreThanADenseOne()
    {
        using var dense = SparseSession.Open(TinySparse.Dense);
        using var sparse = SparseSession.Open(TinySparse.Sparse);

        Assert.Equal(BytesOfThousandRuns(dense), BytesOfThousandRuns(sparse));
    }

    [Fact]
    public void TwoHundredSessions_LeakNothing()
    {
        void Live(int sessions)
        {
            for (int i = 0; i < sessions; i++)
            {
                using var session = SparseSession.Open(TinySparse.Sparse);
                using var bound = new BoundSession(session);
                bound.Run(10);
            }
        }

        Live(40);
        long before = WorkingSet();
        Live(200);
        Assert.InRange(WorkingSet() - before, long.MinValue, MostGrowth);
    }

    [Fact]
    public async Task TwoSessionsAndEightThreads_ComputeTheSameAsOne()
    {
        using var first = SparseSession.Open(TinySparse.Sparse, threads: 2);
        using var second = SparseSession.Open(TinySparse.Sparse, threads: 1);
        using var dense = SparseSession.Open(TinySparse.Dense);
        var inputs = Enumerable.Range(0, 8).Select(thread => SparseSession.Numbers((1 + thread % 3) * 144, thread)).ToArray();
        float[] Run(InferenceSession session, int thread) => SparseSession.Run(session, ("x", inputs[thread], [1 + thread % 3, 4, 6, 6]));
        var expected = Enumerable.Range(0, 8).Select(thread => Run(dense, thread)).ToArray();

        var threads = Enumerable.Range(0, 8).Select(thread => Task.Factory.StartNew(
            () =>
            {
                for (int run = 0; run < 500; run++)
                    Close.To(expected[thread], Run(run % 2 == 0 ? first : second, thread), $"thread {thread}");
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)).ToArray();

        await Task.WhenAll(threads);
    }

    [Fact]
    public void OptionsThatKnowTheOperators_MayBeToldAgain()
    {
        using var options = new SessionOptions();
        Assert.Same(options, options.AddPruneOnBuildSparseKernels().AddPruneOnBuildSparseKernels());
        using var session = new InferenceSession(Graph.OnnxWriter.ToBytes(TinySparse.Sparse.Proto, "m"), options);
        Assert.Equal(6, SparseSession.Run(session, ("x", new float[288], [2, 4, 6, 6])).Length);
    }

    [Fact]
    public void SessionsOutliveTheirOptions()
    {
        using var session = SparseSession.Open(TinySparse.Sparse);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        Assert.Equal(3, SparseSession.Run(session, ("x", new float[144], [1, 4, 6, 6])).Length);
    }

    private static long BytesOfThousandRuns(InferenceSession session)
    {
        using var bound = new BoundSession(session);
        bound.Run(1000);
        long before = GC.GetAllocatedBytesForCurrentThread();
        bound.Run(1000);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static long WorkingSet()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64;
    }
}
