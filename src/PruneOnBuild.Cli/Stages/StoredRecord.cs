using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using PruneOnBuild.Cli.Caching;

namespace PruneOnBuild.Cli.Stages;

/// <summary>The records of one stage as the cache has them: an entry is one file of JSON, named after the stage.</summary>
internal sealed class StoredRecord<T>(StageCache cache, string stage, JsonTypeInfo<T> json)
    where T : class
{
    private string FileName => $"{stage}.json";

    /// <summary>The stage of one job.</summary>
    /// <param name="verb">As <see cref="StageStep{T}"/> has it.</param>
    /// <param name="decides">Refuses a stored record, which is then made again; null: every one will do.</param>
    public StageStep<Measured<T>> Step(string verb, string key, Func<T> make, Predicate<T>? decides = null)
    {
        var entry = new EntryKey(stage, key);
        Predicate<Measured<T>> usable = stored => decides?.Invoke(stored.Value) ?? true;
        return new(stage, verb, entry, () => cache.Find(entry, Read), () => cache.GetOrAdd(entry, folder => Write(folder, make()), Read, usable))
        {
            Decides = usable,
        };
    }

    private void Write(string folder, T record) => File.WriteAllText(Path.Combine(folder, FileName), JsonSerializer.Serialize(record, json));

    private Measured<T> Read(CacheEntry entry) => new(JsonSerializer.Deserialize(File.ReadAllText(entry[FileName]), json)!, entry.FromCache);
}
