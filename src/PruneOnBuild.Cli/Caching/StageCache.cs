namespace PruneOnBuild.Cli.Caching;

/// <summary>
/// Results of stages, keyed by the content of all that they depend on. An entry is a folder that appears whole, by a rename, or not at
/// all; it is verified whenever it is read. Several processes may use one cache at once: the second to ask for a key waits for the first.
/// </summary>
internal sealed class StageCache(string root, Action<string> note)
{
    /// <summary>Entries that nobody has read for so long are removed.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(30);

    /// <summary>No stage takes this long: a temporary folder so old belongs to a process that was killed.</summary>
    private static readonly TimeSpan Abandoned = TimeSpan.FromDays(1);

    private readonly string _root = Path.GetFullPath(root);

    /// <summary>The entry of <paramref name="key"/>, made by <paramref name="compute"/> (into the folder it is given) where there is none.</summary>
    /// <param name="stage">What the entry holds: a folder of the cache.</param>
    public CacheEntry GetOrAdd(string stage, string key, Action<string> compute)
    {
        string folder = Path.Combine(_root, stage, key);
        if (Find(folder) is { } found)
            return found;
        using var turn = KeyLock.Wait(Path.Combine(_root, "locks", $"{stage}-{key}"), () => note($"waiting for another build: {stage} of the same model"));
        if (Find(folder) is { } made)
            return made;
        if (Directory.Exists(folder))
        {
            note($"{stage}: the cached result is damaged and is computed again");
            Discard(folder);
        }
        RemoveOld();
        return Add(folder, compute);
    }

    private static CacheEntry? Find(string folder) => EntrySeal.TryUse(folder) ? new CacheEntry(folder, FromCache: true) : null;

    private CacheEntry Add(string folder, Action<string> compute)
    {
        string temporary = TemporaryFolder();
        try
        {
            compute(temporary);
            EntrySeal.Write(temporary);
            Directory.CreateDirectory(Path.GetDirectoryName(folder)!);
            Directory.Move(temporary, folder);
        }
        catch
        {
            Directory.Delete(temporary, recursive: true);
            throw;
        }
        return new CacheEntry(folder, FromCache: false);
    }

    private string TemporaryFolder()
    {
        string folder = Path.Combine(_root, "temp", Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(folder);
        return folder;
    }

    /// <summary>Moves first, so that a reader sees the entry whole or not at all.</summary>
    private void Discard(string folder)
    {
        string aside = TemporaryFolder();
        Directory.Move(folder, Path.Combine(aside, "entry"));
        Directory.Delete(aside, recursive: true);
    }

    /// <summary>Temporary folders of killed processes, and entries whose seal nobody has touched for long.</summary>
    private void RemoveOld()
    {
        foreach (var stage in new DirectoryInfo(_root).GetDirectories())
        {
            foreach (var entry in stage.GetDirectories())
            {
                var used = stage.Name == "temp" ? entry.LastWriteTimeUtc : File.GetLastWriteTimeUtc(EntrySeal.PathIn(entry.FullName));
                if (DateTime.UtcNow - used > (stage.Name == "temp" ? Abandoned : Lifetime))
                    TryDiscard(entry.FullName);
            }
        }
    }

    private void TryDiscard(string folder)
    {
        try
        {
            Discard(folder);
        }
        catch (DirectoryNotFoundException)
        {
            // Another process was faster.
        }
    }
}
