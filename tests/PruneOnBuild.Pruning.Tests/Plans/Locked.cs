using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Pruning.Plans;

namespace PruneOnBuild.Pruning.Tests.Plans;

/// <summary>What a lock file would hold of a result.</summary>
internal static class Locked
{
    public static LockedPlan Of(PruneResult result) => new(
        result.Plan.Pattern,
        [.. result.Plan.Groups.Select(group => new LockedGroup(group.Name, group.Channels, group.Kept))],
        result.Masks,
        new SourceLocation("prune.lock"));
}
