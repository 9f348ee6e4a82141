using PruneOnBuild.Pruning.Groups;

namespace PruneOnBuild.Pruning.Saliency;

/// <summary>
/// Random numbers: the baseline that every criterion must beat, and, once a network is repaired, a strong one (Mittal et al. 2018,
/// arXiv:1801.10447). Equal seeds give equal numbers.
/// </summary>
internal static class RandomCriterion
{
    public static SaliencyTable Compute(IReadOnlyList<ChannelGroup> groups, int seed)
    {
        var random = new Random(seed);
        return new SaliencyTable(groups.ToDictionary(group => group, group => Array.ConvertAll([.. group.Channels], _ => random.NextDouble())));
    }
}
