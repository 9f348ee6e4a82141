using PruneOnBuild.Cli.Caching;
using PruneOnBuild.Cli.Output;
using PruneOnBuild.Graph;

namespace PruneOnBuild.Cli.Locking;

/// <summary>
/// The folder beside prune.lock that holds what came of its plans: recovered weights, which otherwise every run would have to recover again,
/// and which come out with other last bits on another platform.
/// </summary>
/// <remarks>The files are ONNX models under another ending, so that no <c>**/*.onnx</c> of a project takes them for models of its own.</remarks>
internal sealed class RecoveredModels(LockFile file)
{
    private const string Ending = ".recovered";

    private readonly string _folder = FolderOf(file);

    public static string FolderOf(LockFile file) => $"{file.FullPath}.d";

    /// <param name="model">As the lock names it.</param>
    private string PathOf(string model, LockEntry entry) =>
        Path.Combine(_folder, $"{Path.GetFileNameWithoutExtension(model)}.{entry.Pruned[..Math.Min(16, entry.Pruned.Length)]}{Ending}");

    /// <summary>The file, where there is one.</summary>
    public string? Find(string model, LockEntry entry) => PathOf(model, entry) is var path && File.Exists(path) ? path : null;

    /// <summary>Whether the file is, byte for byte, what came of the plan.</summary>
    public static bool IsWhole(string path, LockEntry entry) => ContentHash.OfFile(path) == entry.Pruned;

    /// <summary>Copies a pruned model here, unless weights of it lie in a file of their own.</summary>
    /// <returns>Where to; null: not kept.</returns>
    public string? Keep(string model, LockEntry entry, string pruned)
    {
        if (ExternalFiles.Of(pruned).Count > 0)
            return null;
        string path = PathOf(model, entry);
        AtomicFile.Copy(pruned, path);
        return path;
    }

    /// <summary>Removes what no entry speaks of.</summary>
    public void Tidy(IEnumerable<KeyValuePair<string, LockEntry>> models)
    {
        if (!Directory.Exists(_folder))
            return;
        var known = models.Select(model => PathOf(model.Key, model.Value)).ToHashSet(StringComparer.Ordinal);
        foreach (string path in Directory.EnumerateFiles(_folder, $"*{Ending}").Where(path => !known.Contains(path)))
            File.Delete(path);
        if (!Directory.EnumerateFileSystemEntries(_folder).Any())
            Directory.Delete(_folder);
    }
}
