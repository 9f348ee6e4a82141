using PruneOnBuild.Cli.Caching.Shared;

namespace PruneOnBuild.Cli.Caching;

/// <summary>
/// Results of stages, keyed by the content of all that they depend on. An entry is a folder that appears whole, by a rename, or
/// not at all; it is verified whenever it is read. Several processes may use one cache at once: the second to ask for a key waits
/// for the first. What is not here may be in the shared cache, and what is made here goes there.
/// </summary>
/// <param name="shared">Null: there is none.</param>
internal sealed class StageCache(string root, Action<string> note, SharedCache? shared = null)
{
    private const string Temporary = "temp";

    /// <summary>Entries that nobody has read for so long are removed.</summary>
    private static readonly TimeSpan s_lifetime = TimeSpan.FromDays(30);

    /// <summary>No stage takes this long: a temporary folder so old belongs to a process that was killed.</summary>
    private static readonly TimeSpan s_abandoned = TimeSpan.FromDays(1);

    private readonly string _root = Path.GetFullPath(root);

    /// <summary>The folder of a cache for what is on its way; what a killed process leaves there goes after a day.</summary>
    public static string TemporaryIn(string root) => Path.Combine(Path.GetFullPath(root), Temporary);

    /// <summary>The result of <paramref name="key"/>: stored, or made and stored.</summary>
    /// <param name="compute">Writes the result's files into the folder it is given.</param>
    /// <param name="read">Gives the result from an entry.</param>
    /// <param name="usable">Refuses a stored result, which is then made again; null: every one will do.</param>
    /// <param name="isLocal">It says something of this machine's files, and the shared cache is left out.</param>
    public T GetOrAdd<T>(
        EntryKey key, Action<string> compute, Func<CacheEntry, T> read, Predicate<T>? usable = null, bool isLocal = false)
        where T : class
    {
        string folder = FolderOf(key);
        if (Find(folder, read) is { } found && (usable is null || usable(found)))
            return found;
        string locked = Path.Combine(_root, "locks", $"{key.Stage}-{key.Key}");
        var elsewhere = isLocal ? null : shared;
        using var turn = KeyLock.Wait(locked, () => note($"waiting for another build that works on the same model ({key.Stage})"));
        if (Find(folder, read) is { } stored)
        {
            if (usable is null || usable(stored))
                return stored;
            Discard(folder);
        }
        else
        {
            if (Directory.Exists(folder))
            {
                note($"the cached result of stage {key.Stage} is damaged and is made again");
                Discard(folder);
            }
            if (elsewhere is not null && Fetch(elsewhere, key, folder, read, usable) is { } fetched)
                return fetched;
        }
        RemoveOld();
        Add(folder, compute);
        elsewhere?.Put(key, folder);
        return read(new CacheEntry(folder, FromCache: false));
    }

    /// <summary>The stored result of <paramref name="key"/>; null where there is none, or a damaged one.</summary>
    public T? Find<T>(EntryKey key, Func<CacheEntry, T> read)
        where T : class => Find(FolderOf(key), read);

    /// <summary>Whether a run would find the entry in the shared cache; nothing is fetched.</summary>
    public bool IsShared(EntryKey key) => shared?.Has(key) ?? false;

    /// <summary>A folder of the cache for what a stage keeps by itself: files that may be missing or broken at any time.</summary>
    public string FolderOf(string name) => Path.Combine(_root, name);

    private string FolderOf(EntryKey key) => Path.Combine(_root, key.Stage, key.Key);

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

    /// <summary>The shared cache's result, which then is here too; null where it has no sound and usable one.</summary>
    private T? Fetch<T>(SharedCache elsewhere, EntryKey key, string folder, Func<CacheEntry, T> read, Predicate<T>? usable)
        where T : class
    {
        string temporary = TemporaryFolder();
        bool isUsable = false;
        bool isFetched = elsewhere.TryFetch(key, temporary, entry =>
        {
            var result = read(new CacheEntry(entry, FromCache: true));
            isUsable = usable is null || usable(result);
        });
        if (!isFetched || !isUsable)
        {
            Directory.Delete(temporary, recursive: true);
            return null;
        }
        Store(temporary, folder);
        return read(new CacheEntry(folder, FromCache: true));
    }

    private void Add(string folder, Action<string> compute)
    {
        string temporary = TemporaryFolder();
        try
        {
            compute(temporary);
            Store(temporary, folder);
        }
        catch
        {
            Directory.Delete(temporary, recursive: true);
            throw;
        }
    }

    private static void Store(string temporary, string folder)
    {
        EntrySeal.Write(temporary);
        Directory.CreateDirectory(Path.GetDirectoryName(folder)!);
        Directory.Move(temporary, folder);
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
