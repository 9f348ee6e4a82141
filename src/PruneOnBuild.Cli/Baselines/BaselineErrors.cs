using PruneOnBuild.Cli.Committed;
using PruneOnBuild.Policy;
using PruneOnBuild.Policy.Diagnostics;

namespace PruneOnBuild.Cli.Baselines;

/// <summary>POB4080 to POB4089: what can be wrong with prune.baseline.json; the first four are those of its verdicts.</summary>
internal static class BaselineErrors
{
    public const string Accuracy = "POB4080";
    public const string Bytes = "POB4081";
    public const string MultiplyAdds = "POB4082";
    public const string Speedup = "POB4083";

    /// <summary>What takes a new figure for the right one.</summary>
    public const string Accept = "run 'prune-on-build baseline' (in a build: -t:UpdatePruneBaseline) and commit the file";

    private const string Restore = $"Restore it from version control, or delete it and {Accept}.";

    /// <summary>POB4084, POB4085 and POB4088.</summary>
    public static CommittedErrors OfFile { get; } = new(Broken, UnknownVersion, Unwritable);

    public static PruneOnBuildException Broken(SourceLocation place, string mistake, Exception? cause = null)
    {
        var error = Diagnostic.Error(
            "POB4084", place, $"The baseline cannot be read: {mistake.ReplaceLineEndings(" ").TrimEnd('.')}. {Restore}");
        return cause is null ? new PruneOnBuildException(error) : new PruneOnBuildException(error, cause);
    }

    private static PruneOnBuildException UnknownVersion(SourceLocation place, string version) => new(Diagnostic.Error(
        "POB4085",
        place,
        $"The baseline has version {version}, but this version of PruneOnBuild reads {BaselineContent.KnownVersion} only. "
        + $"Use the PruneOnBuild that wrote it, or delete it and {Accept}."));

    public static Diagnostic Expired(SourceLocation place, Suppression suppression) => Diagnostic.Error(
        "POB4086",
        place,
        $"The suppression of {suppression.Gate} for '{suppression.Model}' expired on {suppression.Expires} ({suppression.Reason}). "
        + $"Mend what it was for and remove it, or {Accept}.");

    public static Diagnostic Stale(SourceLocation place, string model, IEnumerable<string> changes) => Diagnostic.Warning(
        "POB4087",
        place,
        $"The baseline of '{model}' is stale: {string.Join(", ", changes)} changed since it was made. If the change is meant, {Accept}.");

    public static Diagnostic NoEntry(SourceLocation place, string model) => Diagnostic.Warning(
        "POB4087", place, $"There is no baseline of '{model}', so nothing guards its figures. To make one, {Accept}.");

    private static PruneOnBuildException Unwritable(string path, Exception failure) => new(
        Diagnostic.Error(
            "POB4088",
            new SourceLocation(path),
            $"The baseline cannot be written: {failure.Message.ReplaceLineEndings(" ").TrimEnd('.')}. Check space and permissions."),
        failure);

    /// <param name="what">A gate or a model.</param>
    public static Diagnostic UnknownName(SourceLocation place, string what, string name, IReadOnlyList<string> known) => Diagnostic.Error(
        "POB4089",
        place,
        $"The suppression names {what} '{name}', which the baseline does not have, so that it would suppress nothing."
        + (NearestName.Of(name, known) is { } nearest ? $" Did you mean '{nearest}'?" : $" Known: {string.Join(", ", known)}."));
}
