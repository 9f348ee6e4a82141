using System.Collections.Immutable;
using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Pruning.Plans;

namespace PruneOnBuild.Cli.Locking;

/// <summary>What prune.lock means for one run.</summary>
/// <param name="Entry">The fresh entry that is applied; null: search.</param>
/// <param name="Warnings">A stale entry.</param>
internal sealed record LockedRun(LockFile File, LockEntry? Entry, ImmutableArray<Diagnostic> Warnings)
{
    public LockedPlan? Plan => Entry?.Plan(new SourceLocation(File.FullPath));
}
