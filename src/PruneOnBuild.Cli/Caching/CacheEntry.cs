namespace PruneOnBuild.Cli.Caching;

/// <summary>A whole, verified entry of the cache.</summary>
/// <param name="FromCache">It was there already; nothing was computed.</param>
internal sealed record CacheEntry(string Folder, bool FromCache)
{
    public string this[string file] => Path.Combine(Folder, file);
}
