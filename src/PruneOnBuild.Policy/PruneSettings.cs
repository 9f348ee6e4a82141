using System.Collections.Immutable;

namespace PruneOnBuild.Policy;

/// <summary>The <c>prune:</c> section of a model.</summary>
public sealed record PruneSettings
{
    public required Located<Goal> Goal { get; init; }

    public required Located<Criterion> Criterion { get; init; }

    public required Located<Recovery> Recovery { get; init; }

    public required Located<Allocation> Allocation { get; init; }

    /// <summary>Globs over node names; the channels such nodes write are frozen.</summary>
    public ImmutableArray<Located<string>> Keep { get; init; } = [];

    /// <summary>Time that search may take, in seconds, above 0.</summary>
    public double MaxSeconds { get; init; } = 300;

    /// <summary>Seed of everything random.</summary>
    public int Seed { get; init; }
}
