using System.Collections.Immutable;
using System.Text.RegularExpressions;
using PruneOnBuild.Graph.Channels;

namespace PruneOnBuild.Pruning.Trials;

/// <summary>
/// Shares out the multiply-adds that no cut can reach: each of a node's axes would free them, so each bears an equal part, and on an axis
/// each index that stays. Reasons that differ only in the name of a node count as one.
/// </summary>
internal static partial class HeldBackReasons
{
    /// <returns>The most costly first; equal ones in execution order.</returns>
    public static ImmutableArray<HeldBack> Count(AxisMap map, PrunableChannels channels)
    {
        var parts = map.MultiplyAdds
            .Select(node => (Node: node, Stuck: PrunableShares.Stuck(node, channels)))
            .Where(part => part.Stuck > 0)
            .SelectMany(part => Parts(part.Node, part.Stuck, channels));
        return
        [
            .. parts.GroupBy(part => Name().Replace(part.Reason, "''"))
                .Select(kind => new HeldBack(
                    kind.First().Reason, kind.Select(part => part.Reason).Distinct().Count(), kind.Sum(part => part.MultiplyAdds)))
                .OrderByDescending(held => held.MultiplyAdds),
        ];
    }

    private static IEnumerable<(string Reason, double MultiplyAdds)> Parts(MultiplyAdds node, double stuck, PrunableChannels channels)
    {
        if (node.Axes.Count == 0)
        {
            return [($"has no axis of channels in '{NodeNames.Of(node.Node)}' ({node.Node.OpType})", stuck)];
        }

        return node.Axes.SelectMany(axis => axis.Select(channels.WhyStuck).OfType<string>().GroupBy(reason => reason)
            .Select(reason => (reason.Key, stuck / node.Axes.Count * reason.Count() / channels.Stuck(axis))));
    }

    [GeneratedRegex("'[^']*'")]
    private static partial Regex Name();
}
