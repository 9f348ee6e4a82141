using PruneOnBuild.Pruning.Algebra;

namespace PruneOnBuild.Pruning.Calibration;

/// <summary>
/// Adds up what batches say in a few shares, a thread each, so that no thread waits for another at every batch. How many shares there are does
/// not depend on the machine, and they are merged in order: the sums have the same bits on any number of threads.
/// </summary>
internal static class Shares
{
    private const int Most = 4;

    /// <summary>Bytes that the sums of all shares may take together.</summary>
    private const long MostBytes = 64L << 20;

    /// <summary>How many shares there are; with one, all threads work on the same batch.</summary>
    /// <param name="batches">How many there are.</param>
    /// <param name="bytes">Of the sums of one share.</param>
    public static int Count(int batches, long bytes) => (int)Math.Clamp(MostBytes / Math.Max(1, bytes), 1, Math.Clamp(batches, 1, Most));

    /// <param name="batches">How many there are.</param>
    /// <param name="bytes">Of the sums of one share.</param>
    /// <param name="make">What is added, of one batch; from several threads at once.</param>
    /// <param name="blank">Sums of nothing.</param>
    /// <param name="add">Adds what was made of a batch.</param>
    /// <param name="merge">Adds the second sums to the first.</param>
    public static TSums Sum<TMade, TSums>(
        int batches, long bytes, Func<int, TMade> make, Func<TSums> blank, Action<TSums, int, TMade> add, Action<TSums, TSums> merge)
    {
        var shares = Count(batches, bytes);
        var sums = new TSums[shares];
        if (shares == 1)
        {
            sums[0] = blank();
            foreach (var (batch, made) in Ahead.Of(batches, make).Index())
            {
                add(sums[0], batch, made);
            }

            return sums[0];
        }

        Workers.Run(shares, long.MaxValue, share =>
        {
            using var alone = Workers.AtMost(Math.Max(1, Workers.Count / shares));
            sums[share] = blank();
            for (var batch = batches * share / shares; batch < batches * (share + 1) / shares; batch++)
            {
                add(sums[share], batch, make(batch));
            }
        });
        foreach (var other in sums.AsSpan(1))
        {
            merge(sums[0], other);
        }

        return sums[0];
    }
}
