namespace PruneOnBuild.Cli.Caching;

/// <summary>A whole, verified entry of the cache.</summary>
/// <param name="FromCache">It was there already; nothing was computed.</param>
internal sealed record CacheEntry(string Folder, bool FromCache)
{
    /// <summary>The full path of a file of the entry.</summary>
    /// <exception cref="FileNotFoundException">It has none of this name: it was written by other code.</exception>
    public string this[string file] => Path.Combine(Folder, file) is var path && File.Exists(path)
        ? path
        : throw new FileNotFoundException($"The entry has no '{file}'.", path);
}
