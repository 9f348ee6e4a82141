using PruneOnBuild.Graph.Channels;
using PruneOnBuild.Pruning.Groups;

namespace PruneOnBuild.Pruning.Saliency;

/// <summary>
/// Adds up numbers that lie along axes of values for the channels of groups. A channel at several indices of an axis, such as one that was
/// flattened with its positions, takes their mean there.
/// </summary>
internal sealed class ChannelScores
{
    private readonly AxisMap _map;
    private readonly IReadOnlyList<ChannelGroup> _groups;
    private readonly Dictionary<int, (int Group, int Index)> _places = [];
    private readonly double[]?[] _scores;

    public ChannelScores(AxisMap map, IReadOnlyList<ChannelGroup> groups)
    {
        (_map, _groups, _scores) = (map, groups, new double[]?[groups.Count]);
        for (var group = 0; group < groups.Count; group++)
        {
            for (var index = 0; index < groups[group].Channels.Length; index++)
            {
                _places[groups[group].Channels[index]] = (group, index);
            }
        }
    }

    /// <param name="numbers">One for each index of the axis, at least 0.</param>
    public void Add(string value, int axis, IReadOnlyList<double> numbers)
    {
        var means = new Dictionary<int, (double Sum, int Count)>();
        var channels = _map.Channels(value, axis) ?? [];
        for (var i = 0; i < channels.Length; i++)
        {
            foreach (var atom in channels[i] == AxisMap.Untracked ? [] : _map.Sets.Atoms(channels[i]))
            {
                var (sum, count) = means.GetValueOrDefault(atom);
                means[atom] = (sum + numbers[i], count + 1);
            }
        }

        foreach (var (atom, (sum, count)) in means)
        {
            if (_places.TryGetValue(atom, out var place))
            {
                (_scores[place.Group] ??= new double[_groups[place.Group].Channels.Length])[place.Index] += sum / count;
            }
        }
    }

    /// <summary>
    /// A group to which nothing was added takes the l2 of its weights. The two need no common unit: within a group only one of them speaks, and
    /// between groups shares of a group's own saliency are compared (<see cref="SaliencyTable.Rank"/>).
    /// </summary>
    public SaliencyTable Table()
    {
        var byWeights = WeightSaliency.Compute(_map, [.. _groups.Where((_, i) => _scores[i] is null)], new L2Criterion());
        return new SaliencyTable(_groups.Index().ToDictionary(group => group.Item, group => _scores[group.Index] ?? byWeights.Of(group.Item)));
    }
}
