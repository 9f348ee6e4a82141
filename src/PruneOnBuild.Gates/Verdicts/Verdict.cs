using PruneOnBuild.Gates.Statistics;
using PruneOnBuild.Policy;
using PruneOnBuild.Policy.Diagnostics;

namespace PruneOnBuild.Gates.Verdicts;

/// <summary>One threshold of prune.yaml against what was measured.</summary>
/// <param name="Gate">As in prune.yaml, such as <c>accuracy.maxDrop</c>.</param>
/// <param name="Actual">A ratio, milliseconds, a share, an error, bytes or a count, as the gate has it; null: nothing was measured.</param>
/// <param name="Required">In the unit of <paramref name="Actual"/>.</param>
/// <param name="ActualText">With its unit.</param>
/// <param name="RequiredText">With its direction and unit: <c>at least 1.50x</c>.</param>
/// <param name="Message">One line: actual, required, how sure, conditions, and what would help.</param>
/// <param name="Location">The threshold in prune.yaml.</param>
/// <param name="Code">POB4nnn; each gate has its own.</param>
public sealed record Verdict(
    string Gate,
    VerdictOutcome Outcome,
    double? Actual,
    double Required,
    string ActualText,
    string RequiredText,
    string Message,
    SourceLocation Location,
    string Code)
{
    /// <summary>Bounds of <see cref="Actual"/>, in its unit; null: it is exact, or too little was measured for any.</summary>
    public Interval? Interval { get; init; }

    /// <summary>
    /// An error for a missed gate; for an undecided one an error or a warning, as the policy says for CI and elsewhere; null for the others.
    /// </summary>
    public Diagnostic? ToDiagnostic(GateSettings gates, JudgingConditions conditions) => Outcome switch
    {
        VerdictOutcome.Fail => Diagnostic.Error(Code, Location, Message),
        VerdictOutcome.Inconclusive => (conditions.IsCi ? gates.OnInconclusiveCi : gates.OnInconclusiveLocal) == InconclusiveAction.Fail
            ? Diagnostic.Error(Code, Location, Message)
            : Diagnostic.Warning(Code, Location, Message),
        _ => null,
    };
}
