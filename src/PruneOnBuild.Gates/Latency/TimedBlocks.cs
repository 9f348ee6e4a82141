using System.Collections.Immutable;
using PruneOnBuild.Gates.Statistics;

namespace PruneOnBuild.Gates.Latency;

/// <summary>Times in milliseconds, as many of each model, <paramref name="SamplesPerBlock"/> in a block.</summary>
/// <param name="Sittings">How often both models were opened for them.</param>
internal sealed record TimedBlocks(
    ImmutableArray<double> DenseMs, ImmutableArray<double> PrunedMs, int SamplesPerBlock, int DenseWarmUps, int PrunedWarmUps, int Sittings)
{
    /// <summary>
    /// Dense over pruned latency: the median over blocks of the ratio of the two halves' medians. Each bound is wrong with probability at
    /// most 1 - confidence, over all the looks that <see cref="LatencyPlan.Looks"/> allows together.
    /// </summary>
    public static Interval Speedup(ReadOnlySpan<double> denseMs, ReadOnlySpan<double> prunedMs, int samplesPerBlock, double confidence)
    {
        var logRatios = new double[denseMs.Length / samplesPerBlock];
        for (var block = 0; block < logRatios.Length; block++)
        {
            var dense = OrderStatistics.Median(denseMs.Slice(block * samplesPerBlock, samplesPerBlock));
            var pruned = OrderStatistics.Median(prunedMs.Slice(block * samplesPerBlock, samplesPerBlock));
            logRatios[block] = Math.Log(dense / pruned);
        }

        var (low, high) = OrderStatistics.MedianBounds(logRatios, (1 - confidence) / LatencyPlan.Looks.Length);
        return new Interval(Math.Exp(low), Math.Exp(OrderStatistics.Median(logRatios)), Math.Exp(high), confidence);
    }
}
