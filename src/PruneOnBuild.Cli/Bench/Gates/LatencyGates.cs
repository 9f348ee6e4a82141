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

    private static readonly MachineFingerprint s_machine = new("simulated", 1, "none", "none", "none", "none");

    public static LatencyGate AtLeast(double speedup) => new() { Location = s_place, Speedup = new Located<double>(speedup, s_place) };

    public static VerdictOutcome Outcome(LatencyGate gate, LatencyMeasurement latency) =>
        LatencyJudge.Decide(gate, latency, new JudgingConditions(IsCi: false, latency.Machine.Runner)).Single().Outcome;

    /// <summary>As a build measures and judges, on simulated sessions.</summary>
    /// <param name="session">A session of a model that takes so many milliseconds.</param>
    public static VerdictOutcome Ours(double denseMs, double prunedMs, double threshold, int seed, Func<double, ITimedModel> session, TimeProvider clock)
    {
        var gate = AtLeast(threshold);
        var plan = LatencyPlan.For(gate, seed);
        var (dense, twin, pruned) = (session(denseMs), session(denseMs), session(prunedMs));
        var check = MachineCheck.Measure(dense, twin, plan, clock);
        return Outcome(gate, LatencyMeter.Measure(dense, pruned, check, plan, new LatencyConditions("nothing", null, s_machine), clock));
    }

    /// <summary>The mean of 20 runs after 5, one model after the other; never in doubt.</summary>
    public static VerdictOutcome Naive(double denseMs, double prunedMs, double threshold, Func<double, ITimedModel> session, TimeProvider clock) =>
        Mean(session(denseMs), clock) / Mean(session(prunedMs), clock) >= threshold ? VerdictOutcome.Pass : VerdictOutcome.Fail;

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
