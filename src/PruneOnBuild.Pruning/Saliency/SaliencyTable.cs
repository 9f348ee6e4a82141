using PruneOnBuild.Pruning.Groups;

namespace PruneOnBuild.Pruning.Saliency;

/// <summary>Saliency of every channel of every group: one array per group, as long as its channels, at least 0.</summary>
internal sealed class SaliencyTable(IReadOnlyDictionary<ChannelGroup, double[]> saliencies)
{
    public double[] Of(ChannelGroup group) => saliencies[group];

    /// <summary>
    /// Least salient channels first, equal ones in order, so that plans are the same everywhere. What is lost is the share of the group's
    /// squared saliency that has gone.
    /// </summary>
    public ChannelRanking Rank(ChannelGroup group)
    {
        var saliency = Of(group);
        int[] order = [.. Enumerable.Range(0, saliency.Length).OrderBy(channel => saliency[channel]).ThenBy(channel => channel)];
        var all = saliency.Sum(value => value * value);
        var loss = new double[order.Length + 1];
        for (var gone = 0; gone < order.Length; gone++)
        {
            loss[gone + 1] = loss[gone] + (all > 0 ? saliency[order[gone]] * saliency[order[gone]] / all : 0);
        }

        return new ChannelRanking(order, LossCurve.Of(loss));
    }
}
