using PruneOnBuild.Graph;
using PruneOnBuild.Graph.Tensors;
using PruneOnBuild.Graph.Channels;
using PruneOnBuild.Graph.Onnx;
using PruneOnBuild.Pruning.Groups;

namespace PruneOnBuild.Pruning.Saliency;

/// <summary>
/// Saliency of a channel from the weights that write it: the criterion's value of the channel's slice, summed over all tensors of the group
/// that write it (the filters of Li et al. 2017, arXiv:1608.08710, over coupled layers). A group that no weight writes, such as an
/// embedding, is judged by the weights that read it.
/// </summary>
internal static class WeightSaliency
{
    public static SaliencyTable Compute(AxisMap map, IReadOnlyList<ChannelGroup> groups, ISaliencyCriterion criterion)
    {
        var slices = new Dictionary<(string, int), double[]>();
        return new SaliencyTable(groups.ToDictionary(group => group, group => Score(map, group, criterion, slices)));
    }

    private static double[] Score(
        AxisMap map, ChannelGroup group, ISaliencyCriterion criterion, Dictionary<(string, int), double[]> slices)
    {
        var position = group.Channels.Select((channel, index) => (channel, index)).ToDictionary(pair => pair.channel, pair => pair.index);
        var saliency = new double[group.Channels.Length];
        foreach (var (value, axis) in Judges(group))
        {
            if (map.Model.Constant(value) is not { Dims.Count: >= 2 } weight || !ElementTypes.IsFloat(weight.ElementType()))
            {
                continue;
            }

            if (!slices.TryGetValue((value, axis), out var sums))
            {
                slices[(value, axis)] = sums = SumSlices(weight, axis, criterion);
            }

            var own = new double[saliency.Length];
            var channels = map.Channels(value, axis)!;
            for (var i = 0; i < channels.Length; i++)
            {
                foreach (var atom in channels[i] == AxisMap.Untracked ? [] : map.Sets.Atoms(channels[i]))
                {
                    if (position.TryGetValue(atom, out var index))
                    {
                        own[index] += sums[i];
                    }
                }
            }

            for (var i = 0; i < saliency.Length; i++)
            {
                saliency[i] += criterion.Finish(own[i]);
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

    /// <summary>weight [.., n, ..] -> [n]: the criterion's sum over all other axes.</summary>
    private static double[] SumSlices(TensorProto weight, int axis, ISaliencyCriterion criterion)
    {
        var values = TensorReader.Floats(weight);
        var size = (int)weight.Dims[axis];
        var inner = (int)weight.Dims.Skip(axis + 1).Aggregate(1L, (product, dim) => product * dim);
        var sums = new double[size];
        for (var start = 0; start < values.Length; start += size * inner)
        {
            for (var i = 0; i < size; i++)
            {
                foreach (var value in values.AsSpan(start + (i * inner), inner))
                {
                    sums[i] = criterion.Add(sums[i], value);
                }
            }
        }

        return sums;
    }
}
