using System.Collections.Immutable;
using PruneOnBuild.Graph.Channels;
using PruneOnBuild.Graph.Onnx;
using PruneOnBuild.Pruning.Plans;

namespace PruneOnBuild.Pruning.Groups;

/// <summary>Sorts the channels of an axis map into groups, and lists the frozen ones with their reasons.</summary>
internal static class GroupFinder
{
    /// <summary>Groups of at least two channels in execution order of their roots. Linear in the number of indices of all used axes.</summary>
    public static ImmutableArray<ChannelGroup> Find(AxisMap map)
    {
        var (order, groupOf) = Partition(map);
        var uses = UsesOf(map, groupOf);
        return
        [
            .. order.GroupBy(channel => groupOf[channel])
                .Where(group => group.Skip(1).Any() && uses[group.Key].Any(use => use.IsConstant))
                .Select(group => new ChannelGroup(NameOf(uses[group.Key]), [.. group], [.. uses[group.Key]], Span(map, uses[group.Key], group.First()))),
        ];
    }

    /// <summary>
    /// Frozen output channels of weights, by layer and reason, in execution order. Where several weights of a layer write, as W and R of a
    /// recurrent one, they say of the same channels the same; that is one line.
    /// </summary>
    public static ImmutableArray<FrozenChannels> FindFrozen(AxisMap map)
    {
        var (_, groupOf) = Partition(map);
        var sizes = groupOf.Values.CountBy(group => group).ToDictionary();
        var written = map.Uses.Where(use => use is { Role: AxisRole.Writes, IsConstant: true })
            .GroupBy<AxisUse, NodeProto>(use => use.Node, ReferenceEqualityComparer.Instance);
        return
        [
            .. written.SelectMany(layer => layer
                .SelectMany(use => map.Channels(use.Value, use.Axis)!.Select(channel => FrozenBecause(map, channel, groupOf, sizes)).OfType<string>().CountBy(reason => reason))
                .GroupBy(reason => reason.Key, reason => reason.Value)
                .Select(reason => new FrozenChannels(ChannelGroup.Describe(layer.First()), reason.Max(), reason.Key))),
        ];
    }

    /// <summary>
    /// Every axis splits each group into the channels that lie on it and those that do not; channels that multiply on one axis are groups of
    /// their own.
    /// </summary>
    private static (List<int> Order, Dictionary<int, int> GroupOf) Partition(AxisMap map)
    {
        var order = new List<int>();
        var groupOf = new Dictionary<int, int>();
        var axesSeen = new HashSet<(string, int)>();
        var groups = 1;
        foreach (var use in map.Uses)
        {
            if (!axesSeen.Add((use.Value, use.Axis)))
            {
                continue;
            }

            var split = new Dictionary<(int Group, int Factor), int>();
            var moved = new HashSet<int>();
            foreach (var (channel, factor) in Removable(map, use))
            {
                if (!moved.Add(channel))
                {
                    continue;
                }

                if (!groupOf.TryGetValue(channel, out var group))
                {
                    order.Add(channel);
                }

                if (!split.TryGetValue((group, factor), out var next))
                {
                    split[(group, factor)] = next = groups++;
                }

                groupOf[channel] = next;
            }
        }

        return (order, groupOf);
    }

    private static string? FrozenBecause(AxisMap map, int channel, Dictionary<int, int> groupOf, Dictionary<int, int> sizes)
    {
        if (channel == AxisMap.Untracked)
        {
            return "is not known";
        }

        if (map.Sets.FrozenBecause(channel) is { } reason)
        {
            return reason;
        }

        return map.Sets.Atoms(channel).Any(atom => groupOf.TryGetValue(atom, out var group) && sizes[group] > 1)
            ? null : "goes together with all others of its layer, which cannot be emptied";
    }

    /// <summary>The atoms on an axis that may go, each with its place among the factors of its index.</summary>
    private static IEnumerable<(int Channel, int Factor)> Removable(AxisMap map, AxisUse use)
    {
        foreach (var channel in map.Channels(use.Value, use.Axis)!)
        {
            if (channel == AxisMap.Untracked)
            {
                continue;
            }

            var atoms = map.Sets.Atoms(channel);
            for (var factor = 0; factor < atoms.Count; factor++)
            {
                if (map.Sets.FrozenBecause(atoms[factor]) is null)
                {
                    yield return (atoms[factor], factor);
                }
            }
        }
    }

    private static Dictionary<int, List<AxisUse>> UsesOf(AxisMap map, Dictionary<int, int> groupOf)
    {
        var uses = groupOf.Values.Distinct().ToDictionary(group => group, _ => new List<AxisUse>());
        var groupsOf = new Dictionary<(string, int), int[]>();
        foreach (var use in map.Uses)
        {
            if (!groupsOf.TryGetValue((use.Value, use.Axis), out var groups))
            {
                groupsOf[(use.Value, use.Axis)] = groups = [.. Removable(map, use).Select(place => groupOf[place.Channel]).Distinct()];
            }

            foreach (var group in groups)
            {
                uses[group].Add(use);
            }
        }

        return uses;
    }

    /// <summary>The fewest indices that one channel takes along with it on an axis that a layer reads or writes.</summary>
    private static int Span(AxisMap map, List<AxisUse> uses, int channel) =>
        uses.Where(use => use.Role != AxisRole.Carries)
            .Select(use => (use.Value, use.Axis)).Distinct()
            .Select(axis => map.Channels(axis.Value, axis.Axis)!.Count(index => index != AxisMap.Untracked && map.Sets.Atoms(index).Contains(channel)))
            .Where(count => count > 0).DefaultIfEmpty(1).Min();

    private static string NameOf(List<AxisUse> uses) =>
        ChannelGroup.Describe(uses.Find(use => use is { Role: AxisRole.Writes, IsConstant: true }) ?? uses.First(use => use.IsConstant));
}
