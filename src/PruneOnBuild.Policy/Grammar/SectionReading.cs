using PruneOnBuild.Policy.Diagnostics;

namespace PruneOnBuild.Policy.Grammar;

/// <summary>A section as written. Wrong values are missing from it, so that checks across keys still run over the rest.</summary>
internal sealed class SectionReading(SourceLocation location, IReadOnlyDictionary<Key, WrittenKey> keys)
{
    /// <summary>The key that opens the section, or its first line where there is none.</summary>
    public SourceLocation Location { get; } = location;

    /// <summary>A section that was not written: every key has its default.</summary>
    public static SectionReading Empty(SourceLocation place) => new(place, new Dictionary<Key, WrittenKey>());

    /// <summary>Whether the key was written, rightly or wrongly.</summary>
    public bool Has(Key key) => keys.ContainsKey(key);

    /// <summary>Where the key was written, else where its section begins.</summary>
    public SourceLocation PlaceOf(Key key) => keys.TryGetValue(key, out var written) ? written.Location : Location;

    /// <summary>The value, without regard to defaults; null where it is absent or wrong.</summary>
    public Located<T>? Written<T>(Key<T> key) => keys.TryGetValue(key, out var written) ? (Located<T>?)written.Value : null;

    /// <summary>The value, or the key's default. Only for keys that have one or are required, once no mistake is left.</summary>
    public Located<T> Get<T>(Key<T> key) => Written(key) ?? key.DefaultAt(Location);
}
