using PruneOnBuild.Gates.Latency;
using PruneOnBuild.Gates.Verdicts;
using PruneOnBuild.Runtime.Timing;

namespace PruneOnBuild.Cli.Bench.Gates;

/// <summary>Two really timed models of which it is known how many times as long the first takes, whatever the machine.</summary>
/// <param name="Ratio">The true one.</param>
/// <param name="Sessions">That are opened of the model.</param>
/// <param name="Of">What is timed, made of the sessions.</param>
internal sealed record LivePair(
    string Name, double Ratio, int Sessions, Func<IReadOnlyList<ITimedModel>, (ITimedModel Dense, ITimedModel Twin, ITimedModel Pruned)> Of)
{
    private const int LongRuns = 6;
    private const int ShortRuns = 5;

    /// <summary>Sessions of one model. As in a build each has memory of its own, which may happen to lie better or worse.</summary>
    public static LivePair Itself { get; } = new("itself", 1, 3, sessions => (sessions[0], sessions[1], sessions[2]));

    /// <summary>One session, run six times against five: nothing but the machine's noise can make it anything else than 1.2.</summary>
    public static LivePair Runs { get; } = new(
        FormattableString.Invariant($"{LongRuns} : {ShortRuns} runs"),
        (double)LongRuns / ShortRuns,
        1,
        sessions => (new RepeatedModel(sessions[0], LongRuns), new RepeatedModel(sessions[0], LongRuns), new RepeatedModel(sessions[0], ShortRuns)));

    /// <summary>A gate as a build has it: sessions are opened, wait for the timing lock, and are timed and judged.</summary>
    public VerdictOutcome Judge(RealModel model, double threshold, int seed)
    {
        var sessions = Enumerable.Range(0, Sessions).Select(_ => model.Open()).ToArray();
        try
        {
            using var timing = TimingLock.Acquire();
            var (dense, twin, pruned) = Of(sessions);
            return QuietHeap.While(() => LatencyGates.Ours(dense, twin, pruned, threshold, seed, TimeProvider.System));
        }
        finally
        {
            foreach (var session in sessions)
                session.Dispose();
        }
    }
}
