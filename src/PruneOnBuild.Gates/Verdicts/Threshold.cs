using PruneOnBuild.Gates.Statistics;
using PruneOnBuild.Policy.Diagnostics;

namespace PruneOnBuild.Gates.Verdicts;

/// <summary>What one line of prune.yaml asks for.</summary>
internal sealed record Threshold(string Gate, string Code, double Required, string RequiredText, SourceLocation Location)
{
    public Verdict Verdict(
        VerdictOutcome outcome, double actual, string actualText, string details, string remedy, Interval? interval = null) => new(
        Gate, outcome, actual, Required, actualText, RequiredText,
        GateErrors.Verdict(this, outcome, actualText, details, remedy), Location, Code)
    {
        Interval = interval,
    };

    /// <summary>A declared gate without a measurement fails.</summary>
    public Verdict Unmeasured(string why, string remedy) => new(
        Gate, VerdictOutcome.Fail, null, Required, why, RequiredText, GateErrors.NotMeasured(this, why, remedy), Location, Code);
}
