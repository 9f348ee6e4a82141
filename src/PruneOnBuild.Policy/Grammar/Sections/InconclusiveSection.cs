namespace PruneOnBuild.Policy.Grammar.Sections;

/// <summary><c>gates: onInconclusive:</c></summary>
internal static class InconclusiveSection
{
    public static readonly Key<InconclusiveAction> Local = new("local", Choices.Inconclusive, "On a developer's machine.")
    { Default = "warn" };

    public static readonly Key<InconclusiveAction> Ci = new("ci", Choices.Inconclusive, "Where the environment says CI.")
    { Default = "fail" };

    public static readonly Section Form = new("models.gates.onInconclusive", Local, Ci);
}
