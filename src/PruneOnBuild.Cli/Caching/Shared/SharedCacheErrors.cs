using PruneOnBuild.Policy.Diagnostics;

namespace PruneOnBuild.Cli.Caching.Shared;

/// <summary>What can be wrong with a shared cache. Only a wrong setting is an error: a build never needs the cache.</summary>
internal static class SharedCacheErrors
{
    /// <summary>It is not there, too slow, or refuses.</summary>
    public static Diagnostic Unusable(string place, string reason) => Diagnostic.Warning(
        "POB1920",
        new SourceLocation(place),
        $"The shared cache cannot be used: {reason}. This run goes on without it. Check that it is there and lets you in; where you may only read it, use mode read.");

    /// <summary>An entry is not what was stored.</summary>
    public static Diagnostic Damaged(string place, EntryKey key, string reason) => Diagnostic.Warning(
        "POB1921",
        new SourceLocation(place),
        $"An entry of the shared cache is damaged and was not used ({key}: {reason}). It is made again; a run in mode write replaces it.");

    /// <summary>The address is of no form that we know.</summary>
    /// <param name="shown">The address without credentials.</param>
    public static PruneOnBuildException WrongAddress(string shown) => new(Diagnostic.Error(
        "POB1922",
        new SourceLocation("prune-on-build"),
        $"The shared cache '{shown}' is neither a folder nor an address such as https://cache.example/prune. Correct --shared-cache or PruneOnBuildSharedCache."));
}
