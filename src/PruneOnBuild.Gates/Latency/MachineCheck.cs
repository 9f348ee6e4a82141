using System.Text.Json.Serialization;
using PruneOnBuild.Gates.Statistics;

namespace PruneOnBuild.Gates.Latency;

/// <summary>
/// The dense model timed against itself, before the pruned one is: what the machine makes of a ratio that is exactly 1.
/// </summary>
/// <param name="Ratio">Of two sessions of the dense model; finite bounds.</param>
/// <param name="Blocks">That <paramref name="Ratio"/> rests on.</param>
public sealed record MachineCheck(Interval Ratio, int Blocks)
{
    /// <summary>A difference where there is none: something favours one session, and it may favour the dense or the pruned one likewise.</summary>
    [JsonIgnore]
    public bool IsBiased => Ratio.Low > 1 || Ratio.High < 1;

    /// <summary>
    /// Null where the model is so slow that the fewest blocks which say anything would take over a quarter of the plan's time.
    /// </summary>
    /// <param name="twin">Another session of the dense model.</param>
    public static MachineCheck? Measure(ITimedModel dense, ITimedModel twin, LatencyPlan plan, TimeProvider clock)
    {
        var (maxTime, runsPerBlock) = (plan.MaxTime / 4, 4);
        dense.Run();
        var start = clock.GetTimestamp();
        dense.Run();
        if (clock.GetElapsedTime(start) * runsPerBlock * plan.MinBlocks > maxTime)
            return null;
        var maxBlocks = LatencyPlan.Looks.First(look => look >= plan.MinBlocks);
        var check = plan with { RequiredSpeedup = null, MinRuns = 0, MaxBlocks = maxBlocks, MaxTime = maxTime };
        var blocks = new BlockTimer(dense, twin, check, clock).Run();
        twin.Close();
        var ratio = TimedBlocks.Speedup(blocks.DenseMs.AsSpan(), blocks.PrunedMs.AsSpan(), blocks.SamplesPerBlock, plan.Confidence);
        return new MachineCheck(ratio, blocks.DenseMs.Length / blocks.SamplesPerBlock);
    }

    /// <summary>
    /// How far from the threshold an estimate must lie, as a factor of 1 or more. 1 on a fit machine: the interval of the
    /// speedup alone decides. A bias asks for all of itself, however long one measures; noise for what is left of it after so many blocks,
    /// and from four times the check's own number on for nothing more: the interval knows of noise by itself, but not from a few blocks.
    /// </summary>
    /// <param name="maxNoise">Share of 1 that <see cref="Ratio"/> may be wide on either side.</param>
    /// <param name="blocks">That the speedup rests on.</param>
    public double Margin(double maxNoise, int blocks)
    {
        var noise = Math.Max(Ratio.High, 1 / Ratio.Low);
        return IsBiased ? noise
            : noise <= 1 + maxNoise || blocks >= 4 * Blocks ? 1
            : Math.Exp(Math.Log(noise) * Math.Sqrt(Math.Min(1, (double)Blocks / blocks)));
    }
}
