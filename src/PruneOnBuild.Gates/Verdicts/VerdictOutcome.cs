namespace PruneOnBuild.Gates.Verdicts;

/// <summary>How a gate came out.</summary>
public enum VerdictOutcome
{
    Pass,
    Fail,

    /// <summary>What was measured cannot tell; the policy's <c>onInconclusive</c> says what that does to the build.</summary>
    Inconclusive,

    /// <summary>The threshold does not bind on this machine.</summary>
    NotJudged,
}
