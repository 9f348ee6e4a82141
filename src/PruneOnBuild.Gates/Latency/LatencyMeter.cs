using PruneOnBuild.Runtime;
using PruneOnBuild.Runtime.Timing;

namespace PruneOnBuild.Gates.Latency;

/// <summary>Measures dense and pruned latency side by side in this process.</summary>
public static class LatencyMeter
{
    /// <summary>
    /// Opens both models with the same settings, again and again, binds the same feeds, warms both up and times them in interleaved blocks,
    /// while no other build on this machine does. Where a speedup is judged, the dense model is timed against itself first.
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
        var sideBySide = settings with { Spinning = Spinning.WithinRuns };
        BoundModel Dense() => new(densePath, sideBySide, feeds);
        BoundModel Pruned() => new(prunedPath, sideBySide, feeds);

        using var dense = Dense();
        using var pruned = Pruned();
        using var timing = TimingLock.Acquire(say);
        return QuietHeap.While(() =>
        {
            MachineCheck? check = null;
            if (plan.RequiredSpeedup is not null)
            {
                using var twin = Dense();
                check = MachineCheck.Measure(dense, twin, plan, TimeProvider.System);
            }

            var conditions = new LatencyConditions(
                string.Join(", ", feeds.Select(feed => $"{feed.Key} {feed.Value}")), settings.Threads, MachineFingerprint.Current(settings));
            return Measure(dense, pruned, check, plan, conditions, TimeProvider.System) with
            {
                ColdStart = plan.ColdStart ? ColdStart.Measure(Dense, Pruned, TimeProvider.System) : null,
                Throughput = plan.Batch is { } batch
                    ? ThroughputMeter.Measure(densePath, prunedPath, sideBySide, feeds, batch, plan, TimeProvider.System)
                    : null,
            };
        });
    }

    /// <summary>The blocks alone, of whatever takes time by that clock.</summary>
    /// <param name="check">Dense against itself; null: not known.</param>
    public static LatencyMeasurement Measure(
        ITimedModel dense, ITimedModel pruned, MachineCheck? check, LatencyPlan plan, LatencyConditions conditions, TimeProvider clock)
    {
        var blocks = new BlockTimer(dense, pruned, plan, clock, check).Run();
        return new LatencyMeasurement
        {
            DenseMs = blocks.DenseMs,
            PrunedMs = blocks.PrunedMs,
            SamplesPerBlock = blocks.SamplesPerBlock,
            DenseWarmUps = blocks.DenseWarmUps,
            PrunedWarmUps = blocks.PrunedWarmUps,
            Sittings = blocks.Sittings,
            Confidence = plan.Confidence,
            MachineCheck = check,
            Feeds = conditions.Feeds,
            Threads = conditions.Threads,
            Machine = conditions.Machine,
        };
    }
}
