using System.Collections.Immutable;

namespace PruneOnBuild.Cli.Baselines;

/// <summary>All that prune.baseline.json holds.</summary>
/// <param name="Version">Of the file's form.</param>
/// <param name="Models">By path relative to the policy, with forward slashes.</param>
/// <param name="Suppressions">Written by people; absent: none.</param>
internal sealed record BaselineContent(
    int Version, ImmutableSortedDictionary<string, BaselineEntry> Models, ImmutableArray<Suppression>? Suppressions = null)
{
    /// <summary>The only form there is.</summary>
    public const int KnownVersion = 1;

    public static BaselineContent Empty { get; } =
        new(KnownVersion, ImmutableSortedDictionary.Create<string, BaselineEntry>(StringComparer.Ordinal));
}
