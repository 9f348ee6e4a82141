using PruneOnBuild.Gates.Statistics;
using PruneOnBuild.Gates.Verdicts;

namespace PruneOnBuild.Gates.Latency;

/// <summary>
/// When a speedup is decided; measuring stops by it and judges judge by it. A pass needs the lower bound at the threshold, a fail the upper
/// bound below it, and both need the estimate as far off as the machine's own noise asks for.
/// </summary>
internal static class SpeedupRule
{
    public static VerdictOutcome Decide(Interval speedup, double required, double margin) =>
        speedup.Low >= required && speedup.Estimate >= required * margin ? VerdictOutcome.Pass
        : speedup.High < required && speedup.Estimate < required / margin ? VerdictOutcome.Fail
        : VerdictOutcome.Inconclusive;
}
