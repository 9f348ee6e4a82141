using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using PruneOnBuild.Cli.Caching;

namespace PruneOnBuild.Cli.Stages;

/// <summary>The records of one stage as the cache has them: an entry is one file of JSON, named after the stage.</summary>
internal sealed class StoredRecord<T>(StageCache cache, string stage, JsonTypeInfo<T> json)
    where T : class
{
    private string FileName => $"{stage}.json";

    /// <summary>Stored, or made and stored.</summary>
    /// <param name="usable">Refuses a stored one, which is then made again; null: every one will do.</param>
    public Measured<T> GetOrAdd(string key, Func<T> make, Predicate<T>? usable = null) => cache.GetOrAdd(
        stage,
        key,
        folder => File.WriteAllText(Path.Combine(folder, FileName), JsonSerializer.Serialize(make(), json)),
        Read,
        usable is null ? null : stored => usable(stored.Value));

    /// <summary>Null: nothing is stored.</summary>
    public T? Find(string key) => cache.Find(stage, key, Read)?.Value;

    private Measured<T> Read(CacheEntry entry) => new(JsonSerializer.Deserialize(File.ReadAllText(entry[FileName]), json)!, entry.FromCache);
}
