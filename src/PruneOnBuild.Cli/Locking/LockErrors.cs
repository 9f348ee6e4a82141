using PruneOnBuild.Cli.Committed;
using PruneOnBuild.Cli.Stages;
using PruneOnBuild.Policy.Diagnostics;

namespace PruneOnBuild.Cli.Locking;

/// <summary>POB196: what can be wrong with prune.lock.</summary>
internal static class LockErrors
{
    private const string MakeAnew = "prune again with --lock update (in a build: PruneOnBuildLock=update)";

    private const string Restore = $"Restore it from version control, or delete it and {MakeAnew}.";

    /// <summary>POB1961, POB1962 and POB1967.</summary>
    public static CommittedErrors OfFile { get; } = new(Broken, UnknownVersion, Unwritable);

    public static PruneOnBuildException BrokenMask(string path, int line, string weight, string mistake) =>
        Broken(new SourceLocation(path, line, 1), $"the mask of '{weight}' is damaged: {mistake}", null);

    public static Diagnostic Stale(string path, string model, IEnumerable<string> changes) => Diagnostic.Warning(
        "POB1963",
        new SourceLocation(path),
        $"The plan for '{model}' is stale: {List(changes)} changed since it was made. It was searched for anew. "
        + $"To lock the new one, {MakeAnew}, and commit the file.");

    /// <param name="entry">Of the model in the policy: a lock file that is not there is no place to point at.</param>
    public static PruneOnBuildException Missing(SourceLocation entry, string path, string model) => new(Diagnostic.Error(
        "POB1964",
        entry,
        $"There is no plan for '{model}' in '{Path.GetFileName(path)}', and --lock require does not search. To make one, {MakeAnew}, and commit the file."));

    public static PruneOnBuildException RequiredIsStale(string path, string model, IEnumerable<string> changes) => new(Diagnostic.Error(
        "POB1965",
        new SourceLocation(path),
        $"The plan for '{model}' is stale: {List(changes)} changed since it was made, and --lock require does not search. "
        + $"To make one, {MakeAnew}, and commit the file."));

    public static Diagnostic OtherResult(string path, string model, string actual, LockEntry entry) => Diagnostic.Warning(
        "POB1966",
        new SourceLocation(path),
        $"The plan for '{model}' gave a model with SHA-256 {Short(actual)}, but {Short(entry.Pruned)} when it was made on this platform "
        + $"({entry.Platform}). Channels and zeros are those of the plan; recovered weights differ. {Capital(MakeAnew)}; if it comes "
        + "again, please report it.");

    /// <param name="path">Of the recovered model.</param>
    public static Diagnostic OtherRecovered(string path, string model) => Diagnostic.Warning(
        "POB1968",
        new SourceLocation(path),
        $"This is not the recovered model that the lock has for '{model}': its SHA-256 is another. Weights were recovered again. "
        + $"Restore the file from version control, delete it, or {MakeAnew}.");

    /// <param name="mistake">Which of the lock's sparse layers is none of the model.</param>
    public static PruneOnBuildException NotSwapped(ModelJob job, ArgumentException mistake) => new(
        Diagnostic.Error(
            "POB1969",
            new SourceLocation(LockFile.Of(job.Policy).FullPath),
            $"The layers that run on sparse kernels do not fit '{ModelName.Of(job.Policy, job.Path)}': {OneLine(mistake.Message)}. {Restore}"),
        mistake);

    private static PruneOnBuildException UnknownVersion(SourceLocation location, string version) => new(Diagnostic.Error(
        "POB1962",
        location,
        $"The lock file has version {version}, but this version of PruneOnBuild reads {LockContent.KnownVersion} only. "
        + $"Use the PruneOnBuild that wrote it, or delete it and {MakeAnew}."));

    private static PruneOnBuildException Unwritable(string path, Exception failure) => new(
        Diagnostic.Error(
            "POB1967",
            new SourceLocation(path),
            $"The lock file cannot be written: {OneLine(failure.Message)}. Check space and permissions, or prune without --lock update."),
        failure);

    private static PruneOnBuildException Broken(SourceLocation location, string mistake, Exception? cause)
    {
        var error = Diagnostic.Error("POB1961", location, $"The lock file cannot be read: {OneLine(mistake)}. {Restore}");
        return cause is null ? new PruneOnBuildException(error) : new PruneOnBuildException(error, cause);
    }

    private static string OneLine(string text) => text.ReplaceLineEndings(" ").TrimEnd('.');

    private static string Short(string sha256) => sha256[..Math.Min(12, sha256.Length)];

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    private static string List(IEnumerable<string> changes)
    {
        string[] all = [.. changes];
        return all.Length == 1 ? all[0] : $"{string.Join(", ", all[..^1])} and {all[^1]}";
    }
}
