using PruneOnBuild.Graph.Channels;
using PruneOnBuild.Pruning.Groups;

namespace PruneOnBuild.Pruning.Saliency;

/// <summary>
/// Saliency of a channel from the weights that write it: the criterion's value of the channel's slice, summed over all tensors of the group
/// that write it (the filters of Li et al. 2017, arXiv:1608.08710, over coupled layers). A group that no weight writes, such as the states
/// of a recurrent layer, is judged by the weights that read it.
/// </summary>
internal sealed class WeightSaliency
{
    private readonly AxisMap _map;
    private readonly ISaliencyCriterion _criterion;
    private readonly FixedWeights _weights;
    private readonly Dictionary<(string Value, int Axis), double[]?> _sums = [];

    private WeightSaliency(AxisMap map, ISaliencyCriterion criterion)
    {
        _map = map;
        _criterion = criterion;
        _weights = new FixedWeights(map.Model);
    }

    public static SaliencyTable Compute(AxisMap map, IReadOnlyList<ChannelGroup> groups, ISaliencyCriterion criterion)
    {
        var saliency = new WeightSaliency(map, criterion);
        return new SaliencyTable(groups.ToDictionary(group => group, saliency.Score));
    }

    private double[] Score(ChannelGroup group)
    {
        var position = group.Channels.Select((channel, index) => (channel, index)).ToDictionary(pair => pair.channel, pair => pair.index);
        var saliency = new double[group.Channels.Length];
        foreach (var (value, axis) in Judges(group))
        {
            if (SumsOf(value, axis) is not { } sums)
            {
                continue;
            }

            var own = new double[saliency.Length];
            var channels = _map.Channels(value, axis)!;
            for (var i = 0; i < channels.Length; i++)
            {
                foreach (var atom in channels[i] == AxisMap.Untracked ? [] : _map.Sets.Atoms(channels[i]))
                {
                    if (position.TryGetValue(atom, out var index))
                    {
                        own[index] += sums[i];
                    }
                }
            }

            for (var i = 0; i < saliency.Length; i++)
            {
                saliency[i] += _criterion.Finish(own[i]);
            }
        }

        return saliency;
    }

    private static IEnumerable<(string Value, int Axis)> Judges(ChannelGroup group)
    {
        var weights = group.Uses.Where(use => use.IsConstant).ToList();
        var writing = weights.Where(use => use.Role == AxisRole.Writes).ToList();
        return (writing.Count > 0 ? writing : weights).Select(use => (use.Value, use.Axis)).Distinct();
    }

    private double[]? SumsOf(string value, int axis) =>
        _sums.TryGetValue((value, axis), out var known) ? known : _sums[(value, axis)] = Sum(value, axis);

    /// <summary>weight [.., n, ..] -> [n]: the criterion's sum over all other axes; null where the value is no weight.</summary>
    private double[]? Sum(string value, int axis)
    {
        if (_weights.Of(value) is not var (dims, weights))
        {
            return null;
        }

        var size = (int)dims[axis];
        var inner = (int)dims.Skip(axis + 1).Aggregate(1L, (product, dim) => product * dim);
        var sums = new double[size];
        for (var start = 0; start < weights.Length; start += size * inner)
        {
            for (var i = 0; i < size; i++)
            {
                foreach (var weight in weights.AsSpan(start + (i * inner), inner))
                {
                    sums[i] = _criterion.Add(sums[i], weight);
                }
            }
        }

        return sums;
    }
}
