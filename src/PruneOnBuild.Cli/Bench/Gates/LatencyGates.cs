using PruneOnBuild.Gates.Latency;
using PruneOnBuild.Gates.Verdicts;
using PruneOnBuild.Policy;
using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Runtime;

namespace PruneOnBuild.Cli.Bench.Gates;

/// <summary>The speedup gate that a build has, and the one that most people would write.</summary>
internal static class LatencyGates
{
    private const int NaiveWarmUps = 5;
    private const int NaiveRuns = 20;

    private static readonly SourceLocation s_place = new("bench gates");

    private static readonly MachineFingerprint s_machine = new("bench", 1, "none", "none", "none", "none");

    /// <summary>As a build measures and judges.</summary>
    /// <param name="twin">Another session of the dense model.</param>
    public static VerdictOutcome Ours(ITimedModel dense, ITimedModel twin, ITimedModel pruned, double threshold, int seed, TimeProvider clock)
    {
        var gate = new LatencyGate { Location = s_place, Speedup = new Located<double>(threshold, s_place) };
        var plan = LatencyPlan.For(gate, seed);
        var check = MachineCheck.Measure(dense, twin, plan, clock);
        var measured = LatencyMeter.Measure(dense, pruned, check, plan, new LatencyConditions("nothing", null, s_machine), clock);
        return LatencyJudge.Decide(gate, measured, new JudgingConditions(IsCi: false, measured.Machine.Runner)).Single().Outcome;
    }

    /// <summary>The mean of 20 runs after 5, one model after the other; never in doubt.</summary>
    public static VerdictOutcome Naive(ITimedModel dense, ITimedModel pruned, double threshold, TimeProvider clock) =>
        Mean(dense, clock) / Mean(pruned, clock) >= threshold ? VerdictOutcome.Pass : VerdictOutcome.Fail;

    private static double Mean(ITimedModel model, TimeProvider clock)
    {
        for (int run = 0; run < NaiveWarmUps; run++)
            model.Run();
        long start = clock.GetTimestamp();
        for (int run = 0; run < NaiveRuns; run++)
            model.Run();
        return clock.GetElapsedTime(start).TotalMilliseconds / NaiveRuns;
    }
}
