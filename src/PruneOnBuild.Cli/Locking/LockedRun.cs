using System.Collections.Immutable;
using PruneOnBuild.Graph;
using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Pruning.Plans;

namespace PruneOnBuild.Cli.Locking;

/// <summary>What prune.lock means for one run.</summary>
/// <param name="Model">As the lock names it.</param>
/// <param name="Place">Of the model's entry in the policy.</param>
internal sealed record LockedRun(LockFile File, string Model, SourceLocation Place, LockState State)
{
    /// <summary>What has changed since a stale plan was made, in words.</summary>
    public ImmutableArray<string> Changes { get; init; } = [];

    /// <summary>The fresh entry that is applied; null: search.</summary>
    public LockEntry? Entry { get; init; }

    /// <summary>Full path of the model that came of the entry, where it lies beside the lock and is whole.</summary>
    public string? Recovered { get; init; }

    /// <summary>A stale plan that is not applied, or a recovered model that is not whole.</summary>
    public ImmutableArray<Diagnostic> Warnings { get; init; } = [];

    public LockedPlan? Plan => Entry?.Plan(new SourceLocation(File.FullPath)) is { } plan
        ? plan with { Recovered = Recovered is null ? null : OnnxReader.Read(Recovered) }
        : null;
}
