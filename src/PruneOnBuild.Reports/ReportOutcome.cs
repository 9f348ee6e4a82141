namespace PruneOnBuild.Reports;

/// <summary>What the verdicts amount to.</summary>
public enum ReportOutcome
{
    /// <summary>No gate was missed; the pruned model is published.</summary>
    Passed,

    /// <summary>
    /// A gate was missed or undecided, and the policy or the build takes that as a warning; the pruned model is published.
    /// </summary>
    Warned,

    /// <summary>A gate was missed or undecided, and the build asked for reports alone; the pruned model is published.</summary>
    Reported,

    /// <summary>A gate was missed; the pruned model is not published.</summary>
    Failed,
}
