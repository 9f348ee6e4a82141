using PruneOnBuild.Gates.Statistics;
using PruneOnBuild.Gates.Verdicts;

namespace PruneOnBuild.Gates.Latency;

/// <summary>
/// Times two models against each other: warm-up to a steady state, then blocks of both, in random order within each block, so that drift and
/// neighbours meet both alike and cancel in the block's ratio. Between blocks both are opened anew (<see cref="Sittings"/>).
/// </summary>
/// <param name="check">What the machine made of dense against itself; null: not known.</param>
internal sealed class BlockTimer(ITimedModel dense, ITimedModel pruned, LatencyPlan plan, TimeProvider clock, MachineCheck? check = null)
{
    private const int Window = 5;
    private const double SteadyWithin = 0.02;
    private const int MinWarmUps = 2 * Window;
    private const int MaxWarmUps = 50;
    private static readonly TimeSpan s_minWarmUpTime = TimeSpan.FromSeconds(0.2);
    private static readonly TimeSpan s_maxWarmUpTime = TimeSpan.FromSeconds(10);

    private readonly List<double> _denseMs = [];
    private readonly List<double> _prunedMs = [];

    public TimedBlocks Run()
    {
        var sittings = new Sittings(dense, pruned, plan, clock);
        sittings.Close();
        var (first, second) = sittings.InTurn();
        var (one, other) = (WarmUp(first), WarmUp(second));
        var (denseWarmUp, prunedWarmUp) = first == dense ? (one, other) : (other, one);
        var samples = SamplesPerBlock(denseWarmUp.MedianMs, prunedWarmUp.MedianMs);
        var start = clock.GetTimestamp();
        sittings.Begin(one.Opening + other.Opening, TimeSpan.FromMilliseconds((samples + 1) * (denseWarmUp.MedianMs + prunedWarmUp.MedianMs)));
        for (var blocks = 1; blocks <= plan.MaxBlocks; blocks++)
        {
            // The fewest blocks are timed even when time is up, but not with new sessions.
            if (blocks > 1 && clock.GetElapsedTime(start) < plan.MaxTime)
                sittings.Next();
            (first, second) = sittings.InTurn();
            Half(first, samples);
            Half(second, samples);
            var outOfTime = clock.GetElapsedTime(start) >= plan.MaxTime && blocks >= plan.MinBlocks;
            if (outOfTime || (LatencyPlan.Looks.Contains(blocks) && IsDecided(blocks, samples)))
                break;
        }

        return new TimedBlocks([.. _denseMs], [.. _prunedMs], samples, denseWarmUp.Runs, prunedWarmUp.Runs, sittings.Count);
    }

    /// <summary>
    /// Opens a model by its first run, then runs it: at least 10 times and for 0.2 s, until the medians of the last two windows of 5 runs differ by
    /// less than 2 %; at most 50 times or for 10 s.
    /// </summary>
    /// <returns>How often it ran, the median of the last window, and what its first run took.</returns>
    private (int Runs, double MedianMs, TimeSpan Opening) WarmUp(ITimedModel model)
    {
        var times = new List<double>();
        var start = clock.GetTimestamp();
        while (true)
        {
            times.Add(TimeMs(model));
            var elapsed = clock.GetElapsedTime(start);
            var median = OrderStatistics.Median(times.TakeLast(Window).ToArray());
            var warm = (times.Count, median, TimeSpan.FromMilliseconds(times[0]));
            if (elapsed >= s_maxWarmUpTime || (elapsed >= s_minWarmUpTime && times.Count >= MaxWarmUps))
                return warm;
            if (times.Count < MinWarmUps || elapsed < s_minWarmUpTime)
                continue;
            var before = OrderStatistics.Median(times.SkipLast(Window).TakeLast(Window).ToArray());
            if (Math.Abs(median - before) < SteadyWithin * before)
                return warm;
        }
    }

    /// <summary>
    /// 5 where there is time for it; fewer for slow models, so that 30 blocks fit; up to 25 for models so fast that 5 runs take under half
    /// a millisecond.
    /// </summary>
    private int SamplesPerBlock(double denseMs, double prunedMs)
    {
        var perBlockMs = plan.MaxTime.TotalMilliseconds / LatencyPlan.Looks[1];
        var affordable = (int)Math.Clamp(perBlockMs / Math.Max(denseMs + prunedMs, 1e-6) - 1, 1, 25);
        var wanted = (int)Math.Clamp(0.5 / Math.Max(Math.Min(denseMs, prunedMs), 1e-6), 5, 25);
        return Math.Min(affordable, wanted);
    }

    // One untimed run first: the other model has just had the caches, and in an application no other model does.
    private void Half(ITimedModel model, int samples)
    {
        var times = model == dense ? _denseMs : _prunedMs;
        model.Run();
        for (var sample = 0; sample < samples; sample++)
            times.Add(TimeMs(model));
    }

    private double TimeMs(ITimedModel model)
    {
        var start = clock.GetTimestamp();
        model.Run();
        return (clock.GetTimestamp() - start) * 1000.0 / clock.TimestampFrequency;
    }

    private bool IsDecided(int blocks, int samples)
    {
        if (_denseMs.Count < plan.MinRuns
            || (_denseMs.Count < 2 * plan.MinRuns && Autocorrelation.Lag1(_prunedMs.ToArray(), samples) > LatencyPlan.Correlated))
            return false;
        if (plan.RequiredSpeedup is not { } required)
            return blocks >= LatencyPlan.Looks[1];
        var speedup = TimedBlocks.Speedup(_denseMs.ToArray(), _prunedMs.ToArray(), samples, plan.Confidence);
        return SpeedupRule.Decide(speedup, required, check?.Margin(plan.MaxNoise, blocks) ?? 1) != VerdictOutcome.Inconclusive;
    }
}
