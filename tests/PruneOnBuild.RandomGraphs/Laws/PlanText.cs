using System.Collections.Immutable;
using PruneOnBuild.Pruning.Groups;

namespace PruneOnBuild.RandomGraphs.Laws;

/// <summary>The groups of a plan as text, with the places of what goes.</summary>
internal static class PlanText
{
    public static string Of(ImmutableArray<ChannelGroup> groups, HashSet<int> removed) => string.Concat(groups
        .Where(group => group.Channels.Any(removed.Contains))
        .Select(group => $"  removed {string.Join(',', Enumerable.Range(0, group.Channels.Length).Where(i => removed.Contains(group.Channels[i])))}"
            + $" of {group.Channels.Length}: {group.Members}\n"));
}
