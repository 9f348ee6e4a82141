using PruneOnBuild.Pruning.Groups;

namespace PruneOnBuild.Pruning.Saliency;

/// <summary>Saliency of every channel of every group: one array per group, as long as its channels, at least 0.</summary>
internal sealed class SaliencyTable(IReadOnlyDictionary<ChannelGroup, double[]> saliencies)
{
    public double[] Of(ChannelGroup group) => saliencies[group];

    /// <summary>Channels of a group as indices into it, least worth keeping first; equal ones in order, so that plans are the same everywhere.</summary>
    public int[] LeastFirst(ChannelGroup group)
    {
        var saliency = Of(group);
        return [.. Enumerable.Range(0, saliency.Length).OrderBy(channel => saliency[channel]).ThenBy(channel => channel)];
    }
}
