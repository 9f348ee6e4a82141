using System.Collections.Immutable;
using PruneOnBuild.Graph.Channels;
using PruneOnBuild.Pruning.Groups;

namespace PruneOnBuild.RandomGraphs.Laws;

/// <summary>Which channels go: of every group a proper subset, of one group only, or nearly all.</summary>
public static class RandomPlan
{
    internal static HashSet<int> Draw(ImmutableArray<ChannelGroup> groups, Dice dice)
    {
        var only = dice.Chance(25) && groups.Length > 0 ? dice.Below(groups.Length) : -1;
        var (nearlyAll, one) = (dice.Chance(15), dice.Chance(15));
        var removed = new HashSet<int>();
        for (var i = 0; i < groups.Length; i++)
        {
            var channels = dice.Shuffled(groups[i].Channels);
            var most = channels.Length - 1;
            var count = most == 0 ? 0 : nearlyAll ? most : one ? 1 : dice.Range(0, most);
            if (only < 0 || only == i) removed.UnionWith(channels.Take(count));
        }

        return removed;
    }

    /// <summary>The same with one channel changed for another of its group; null where no group can.</summary>
    internal static HashSet<int>? Perturbed(ImmutableArray<ChannelGroup> groups, HashSet<int> removed, Dice dice)
    {
        var changeable = groups.Where(group => group.Channels.Any(removed.Contains)).ToArray();
        if (changeable.Length == 0) return null;
        var channels = dice.Pick(changeable).Channels;
        var gone = dice.Pick(channels.Where(removed.Contains).ToArray());
        var kept = dice.Pick(channels.Where(channel => !removed.Contains(channel)).ToArray());
        return [.. removed.Where(channel => channel != gone), kept];
    }

    /// <summary>Whether an index of the map goes: the one place that knows how the plan's channels stand for indices.</summary>
    public static Func<int, bool> Removal(AxisMap map, HashSet<int> removed) => channel => map.Sets.Touches(channel, removed);
}
