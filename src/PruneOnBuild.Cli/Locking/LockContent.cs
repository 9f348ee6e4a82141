using System.Collections.Immutable;

namespace PruneOnBuild.Cli.Locking;

/// <summary>All that prune.lock holds.</summary>
/// <param name="Version">Of the file's form.</param>
/// <param name="Models">By path relative to the policy, with forward slashes.</param>
internal sealed record LockContent(int Version, ImmutableDictionary<string, LockEntry> Models)
{
    /// <summary>The only form there is.</summary>
    public const int KnownVersion = 1;

    public static LockContent Empty { get; } = new(KnownVersion, ImmutableDictionary<string, LockEntry>.Empty);
}
