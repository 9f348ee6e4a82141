using System.Runtime;
using PruneOnBuild.Runtime;
using PruneOnBuild.Runtime.Timing;

namespace PruneOnBuild.Gates.Latency;

/// <summary>Measures dense and pruned latency side by side in this process.</summary>
public static class LatencyMeter
{
    /// <summary>
    /// Opens both models with the same settings, binds the same feeds, warms both up and times them in interleaved blocks, while no other
    /// build on this machine does.
    /// </summary>
    /// <param name="say">Told when it has to wait for another build.</param>
    /// <exception cref="Policy.Diagnostics.PruneOnBuildException">The runtime refuses or fails to run a model.</exception>
    public static LatencyMeasurement Measure(
        string densePath,
        string prunedPath,
        SessionSettings settings,
        IReadOnlyDictionary<string, Tensor> feeds,
        LatencyPlan plan,
        Action<string>? say = null)
    {
        settings = settings with { Spinning = Spinning.WithinRuns };
        using var dense = new BoundModel(densePath, settings, feeds);
        using var pruned = new BoundModel(prunedPath, settings, feeds);
        using var timing = TimingLock.Acquire(say);
        var blocks = WithoutCollections(() => new BlockTimer(dense, pruned, plan, TimeProvider.System).Run());
        return new LatencyMeasurement
        {
            DenseMs = blocks.DenseMs,
            PrunedMs = blocks.PrunedMs,
            SamplesPerBlock = blocks.SamplesPerBlock,
            DenseWarmUps = blocks.DenseWarmUps,
            PrunedWarmUps = blocks.PrunedWarmUps,
            Confidence = plan.Confidence,
            Feeds = string.Join(", ", feeds.Select(feed => $"{feed.Key} {feed.Value}")),
            Threads = settings.Threads,
            Machine = MachineFingerprint.Current(settings),
        };
    }

    // Garbage of earlier stages would be collected in the middle of some run.
    private static T WithoutCollections<T>(Func<T> measure)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var mode = GCSettings.LatencyMode;
        GCSettings.LatencyMode = GCLatencyMode.SustainedLowLatency;
        try
        {
            return measure();
        }
        finally
        {
            GCSettings.LatencyMode = mode;
        }
    }
}
