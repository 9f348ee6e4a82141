namespace PruneOnBuild.Cli.Caching;

/// <summary>
/// Results of stages, keyed by the content of all that they depend on. An entry is a folder that appears whole, by a rename, or
/// not at all; it is verified whenever it is read. Several processes may use one cache at once: the second to ask for a key waits
/// for the first.
/// </summary>
internal sealed class StageCache(string root, Action<string> note)
{
    private const string Temporary = "temp";

    /// <summary>Entries that nobody has read for so long are removed.</summary>
    private static readonly TimeSpan s_lifetime = TimeSpan.FromDays(30);

    /// <summary>No stage takes this long: a temporary folder so old belongs to a process that was killed.</summary>
    private static readonly TimeSpan s_abandoned = TimeSpan.FromDays(1);

    private readonly string _root = Path.GetFullPath(root);

    /// <summary>The result of <paramref name="key"/>: stored, or made and stored.</summary>
    /// <param name="stage">What the entry holds: a folder of the cache.</param>
    /// <param name="compute">Writes the result's files into the folder it is given.</param>
    /// <param name="read">Gives the result from an entry.</param>
    /// <param name="usable">Refuses a stored result, which is then made again; null: every one will do.</param>
    public T GetOrAdd<T>(string stage, string key, Action<string> compute, Func<CacheEntry, T> read, Predicate<T>? usable = null)
        where T : class
    {
        string folder = Path.Combine(_root, stage, key);
        if (Find(folder, read) is { } found && (usable is null || usable(found)))
            return found;
        string locked = Path.Combine(_root, "locks", $"{stage}-{key}");
        using var turn = KeyLock.Wait(locked, () => note($"waiting for another build that works on the same model ({stage})"));
        if (Find(folder, read) is { } stored)
        {
            if (usable is null || usable(stored))
                return stored;
            Discard(folder);
        }
        else if (Directory.Exists(folder))
        {
            note($"the cached result of stage {stage} is damaged and is made again");
            Discard(folder);
        }
        RemoveOld();
        Add(folder, compute);
        return read(new CacheEntry(folder, FromCache: false));
    }

    /// <summary>The stored result of <paramref name="key"/>; null where there is none, or a damaged one.</summary>
    public T? Find<T>(string stage, string key, Func<CacheEntry, T> read)
        where T : class => Find(Path.Combine(_root, stage, key), read);

    /// <summary>A folder of the cache for what a stage keeps by itself: files that may be missing or broken at any time.</summary>
    public string FolderOf(string name) => Path.Combine(_root, name);

    private static T? Find<T>(string folder, Func<CacheEntry, T> read)
        where T : class
    {
        try
        {
            return EntrySeal.TryUse(folder) ? read(new CacheEntry(folder, FromCache: true)) : null;
        }
        catch (IOException)
        {
            // Another process is replacing the entry at this moment; its lock will tell when it is done.
            return null;
        }
    }

    private void Add(string folder, Action<string> compute)
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
    }

    private string TemporaryFolder()
    {
        string folder = Path.Combine(_root, Temporary, Guid.NewGuid().ToString("N"));
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
                bool isOld = stage.Name == Temporary
                    ? DateTime.UtcNow - entry.LastWriteTimeUtc > s_abandoned
                    : DateTime.UtcNow - File.GetLastWriteTimeUtc(EntrySeal.PathIn(entry.FullName)) > s_lifetime;
                if (isOld)
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
