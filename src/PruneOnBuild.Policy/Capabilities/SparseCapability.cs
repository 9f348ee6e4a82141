using System.Collections.Immutable;

namespace PruneOnBuild.Policy.Capabilities;

/// <summary>What a provider gains from zeros in weights, and how that is known.</summary>
/// <param name="Gains">None: its kernels multiply by zeros as by any number.</param>
public sealed record SparseCapability(string Provider, ImmutableArray<SparseGain> Gains, Evidence Evidence)
{
    /// <summary>The ways in which zeros in this pattern save time, those that ask for the fewest zeros first.</summary>
    public ImmutableArray<SparseGain> GainsFrom(SparsityPattern pattern) =>
        [.. Gains.Where(gain => gain.Patterns.Takes(pattern)).OrderBy(gain => gain.LeastSparsity)];

    /// <summary>The patterns that pay, as in prune.yaml.</summary>
    public ImmutableArray<string> Patterns => [.. Gains.Select(gain => $"{gain.Patterns}").Distinct()];
}
