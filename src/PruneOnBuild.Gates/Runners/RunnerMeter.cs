using PruneOnBuild.Gates.Latency;
using PruneOnBuild.Runtime;

namespace PruneOnBuild.Gates.Runners;

/// <summary>
/// Measures dense and pruned latency through a runner: its calls are the blocks, dense and pruned in turns, in random order within each, so that
/// the statistics are those of latency measured here. Warming up is the runner's business.
/// </summary>
public static class RunnerMeter
{
    /// <param name="time">Calls the runner with a model; milliseconds of one or more runs.</param>
    /// <param name="device">What the runner is called, in messages and reports.</param>
    public static LatencyMeasurement Measure(Func<string, double[]> time, string densePath, string prunedPath, LatencyPlan plan, string device)
    {
        var (dense, pruned) = (new List<double[]>(), new List<double[]>());
        var random = new Random(plan.Seed);
        while (dense.Count < plan.MinBlocks || (Samples() * dense.Count < plan.MinRuns && dense.Count < LatencyPlan.Looks[^1]))
        {
            var denseFirst = random.Next(2) == 0;
            if (denseFirst)
                dense.Add(time(densePath));
            pruned.Add(time(prunedPath));
            if (!denseFirst)
                dense.Add(time(densePath));
        }

        // Blocks are equally long: what a call has more than the shortest is left out, from its end.
        var samples = Samples();
        return new LatencyMeasurement
        {
            DenseMs = [.. dense.SelectMany(call => call.Take(samples))],
            PrunedMs = [.. pruned.SelectMany(call => call.Take(samples))],
            SamplesPerBlock = samples,
            DenseWarmUps = 0,
            PrunedWarmUps = 0,
            Confidence = plan.Confidence,
            Feeds = "what the runner feeds",
            Threads = null,
            Machine = MachineFingerprint.Elsewhere(device),
        };

        int Samples() => dense.Concat(pruned).Min(call => call.Length);
    }
}
