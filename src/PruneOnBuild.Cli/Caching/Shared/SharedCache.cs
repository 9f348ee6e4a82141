using PruneOnBuild.Policy.Diagnostics;

namespace PruneOnBuild.Cli.Caching.Shared;

/// <summary>
/// The second level of the cache, for clones and machines. It helps where it can: whatever is wrong with it is one warning, and never the build's
/// failure. A store that cannot be used is not asked again.
/// </summary>
/// <param name="place">The store's address, for people.</param>
/// <param name="temporary">Folder of the local cache for what is on its way.</param>
internal sealed class SharedCache(
    ISharedStore store, SharedCacheMode mode, string place, string temporary, Action<Diagnostic> warn, Action<string> note) : IDisposable
{
    private const long MostBytes = 8L << 30;

    private readonly Lock _turn = new();
    private bool _isClosed;
    private bool _hasWarnedOfDamage;

    /// <summary>Fills an empty folder with the entry's files; false: there is no sound entry, and what the folder holds is of no use.</summary>
    /// <param name="check">Reads the entry from the folder; what it throws makes the entry a damaged one.</param>
    public bool TryFetch(EntryKey key, string folder, Action<string> check) => Try(way =>
    {
        try
        {
            if (!TryDownload(key, way))
                return false;
            EntryArchive.Read(way, key, folder);
            Check(check, folder);
            note($"{key.Stage}: taken from the shared cache");
            return true;
        }
        catch (InvalidDataException damage)
        {
            Tell(key, damage.Message);
            return false;
        }
    });

    /// <summary>Whether the store names an archive for the entry, sound or not.</summary>
    public bool Has(EntryKey key) => Try(way =>
    {
        try
        {
            return store.TryRead($"ac/{key.Sha256}", way, SharedResult.MostBytes);
        }
        catch (InvalidDataException)
        {
            // What is longer than any record of ours is none.
            return false;
        }
    });

    /// <summary>Stores the entry, unless this run only reads.</summary>
    public void Put(EntryKey key, string folder)
    {
        if (mode == SharedCacheMode.Write)
            Try(way => Upload(key, folder, way));
    }

    public void Dispose() => store.Dispose();

    private bool TryDownload(EntryKey key, string way)
    {
        if (!store.TryRead($"ac/{key.Sha256}", way, SharedResult.MostBytes))
            return false;
        var result = SharedResult.Parse(File.ReadAllBytes(way));
        if (result.Length > MostBytes)
            throw new InvalidDataException($"it is longer than {MostBytes} bytes");
        if (!store.TryRead($"cas/{result.Sha256}", way, result.Length))
            return false;
        if (ContentHash.OfFile(way) != result.Sha256)
            throw new InvalidDataException("its SHA-256 is another than its record says");
        return true;
    }

    private bool Upload(EntryKey key, string folder, string way)
    {
        try
        {
            EntryArchive.Write(folder, key, way);
        }
        catch (InvalidDataException odd)
        {
            note($"{key.Stage}: not put into the shared cache, for {odd.Message}");
            return false;
        }
        var result = new SharedResult(ContentHash.OfFile(way), new FileInfo(way).Length);
        store.Write($"cas/{result.Sha256}", way);
        File.WriteAllBytes(way, result.ToBytes(key));
        store.Write($"ac/{key.Sha256}", way);
        return true;
    }

    private bool Try(Func<string, bool> work)
    {
        lock (_turn)
        {
            if (_isClosed)
                return false;
        }
        string folder = Path.Combine(temporary, Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(folder);
        try
        {
            return work(Path.Combine(folder, "archive"));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            Close(failure);
            return false;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Check(Action<string> check, string folder)
    {
        try
        {
            check(folder);
        }
        catch (Exception mistake) when (mistake is not OutOfMemoryException)
        {
            // Whatever a foreign entry does to its reader, it is no fault of ours.
            throw new InvalidDataException($"it cannot be read, {mistake.GetType().Name}", mistake);
        }
    }

    private void Tell(EntryKey key, string reason)
    {
        lock (_turn)
        {
            if (_hasWarnedOfDamage)
                note($"{key.Stage}: the shared cache's entry is damaged too ({reason})");
            else
                warn(SharedCacheErrors.Damaged(place, key, reason));
            _hasWarnedOfDamage = true;
        }
    }

    private void Close(Exception failure)
    {
        lock (_turn)
        {
            if (!_isClosed)
                warn(SharedCacheErrors.Unusable(place, failure.Message.ReplaceLineEndings(" ").TrimEnd('.')));
            _isClosed = true;
        }
    }
}
