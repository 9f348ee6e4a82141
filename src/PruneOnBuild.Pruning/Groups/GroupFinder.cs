using System.Collections.Immutable;
using PruneOnBuild.Graph.Channels;
using PruneOnBuild.Pruning.Plans;

namespace PruneOnBuild.Pruning.Groups;

/// <summary>Sorts the channels of an axis map into groups, and lists the frozen ones with their reasons.</summary>
internal static class GroupFinder
{
    /// <summary>Groups in execution order of their roots. Linear in the number of indices of all used axes.</summary>
    public static ImmutableArray<ChannelGroup> Find(AxisMap map)
    {
        var order = new List<int>();
        var groupOf = new Dictionary<int, int>();
        var axesSeen = new HashSet<(string, int)>();
        var groups = 1;

        // Every axis splits each group into the channels that lie on it and those that do not.
        foreach (var use in map.Uses)
        {
            if (!axesSeen.Add((use.Value, use.Axis)))
            {
                continue;
            }

            var split = new Dictionary<int, int>();
            var moved = new HashSet<int>();
            foreach (var channel in Removable(map, use))
            {
                if (!moved.Add(channel))
                {
                    continue;
                }

                if (!groupOf.TryGetValue(channel, out var group))
                {
                    order.Add(channel);
                }

                if (!split.TryGetValue(group, out var next))
                {
                    split[group] = next = groups++;
                }

                groupOf[channel] = next;
            }
        }

        var uses = UsesOf(map, groupOf);
        return
        [
            .. order.GroupBy(channel => groupOf[channel])
                .Where(group => uses[group.Key].Any(use => use.IsConstant))
                .Select(group => new ChannelGroup(NameOf(uses[group.Key]), [.. group], [.. uses[group.Key]])),
        ];
    }

    /// <summary>Frozen output channels of weights, by layer and reason, in execution order.</summary>
    public static ImmutableArray<FrozenChannels> FindFrozen(AxisMap map)
    {
        var frozen = ImmutableArray.CreateBuilder<FrozenChannels>();
        foreach (var use in map.Uses.Where(use => use is { Role: AxisRole.Writes, IsConstant: true }))
        {
            var reasons = map.Channels(use.Value, use.Axis)!
                .Select(channel => channel == AxisMap.Untracked ? "is not known" : map.Sets.FrozenBecause(channel))
                .OfType<string>();
            frozen.AddRange(reasons.GroupBy(reason => reason)
                .Select(reason => new FrozenChannels(ChannelGroup.Describe(use), reason.Count(), reason.Key)));
        }

        return frozen.ToImmutable();
    }

    private static IEnumerable<int> Removable(AxisMap map, AxisUse use) =>
        map.Channels(use.Value, use.Axis)!
            .Where(channel => channel != AxisMap.Untracked && map.Sets.FrozenBecause(channel) is null)
            .Select(map.Sets.Find);

    private static Dictionary<int, List<AxisUse>> UsesOf(AxisMap map, Dictionary<int, int> groupOf)
    {
        var uses = groupOf.Values.Distinct().ToDictionary(group => group, _ => new List<AxisUse>());
        foreach (var use in map.Uses)
        {
            foreach (var group in Removable(map, use).Select(channel => groupOf[channel]).Distinct())
            {
                uses[group].Add(use);
            }
        }

        return uses;
    }

    private static string NameOf(List<AxisUse> uses) =>
        ChannelGroup.Describe(uses.Find(use => use is { Role: AxisRole.Writes, IsConstant: true }) ?? uses.First(use => use.IsConstant));
}
