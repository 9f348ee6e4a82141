using System.Collections.Immutable;
using PruneOnBuild.Graph;
using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Pruning.Plans;

namespace PruneOnBuild.Cli.Locking;

/// <summary>What prune.lock means for one run.</summary>
/// <param name="Entry">The fresh entry that is applied; null: search.</param>
/// <param name="Recovered">Full path of the model that came of it, where it lies beside the lock and is whole.</param>
/// <param name="Warnings">A stale entry, or a recovered model that is not whole.</param>
internal sealed record LockedRun(LockFile File, LockEntry? Entry, string? Recovered, ImmutableArray<Diagnostic> Warnings)
{
    public static LockedRun Search(LockFile file, params ImmutableArray<Diagnostic> warnings) => new(file, null, null, warnings);

    public LockedPlan? Plan => Entry?.Plan(new SourceLocation(File.FullPath)) is { } plan
        ? plan with { Recovered = Recovered is null ? null : OnnxReader.Read(Recovered) }
        : null;
}
