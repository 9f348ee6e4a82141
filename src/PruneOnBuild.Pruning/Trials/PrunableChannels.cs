using PruneOnBuild.Graph.Channels;
using PruneOnBuild.Pruning.Groups;

namespace PruneOnBuild.Pruning.Trials;

/// <summary>Which indices of axes can go at all. The last channel of a group never goes, so a group of one channel counts as stuck.</summary>
internal sealed class PrunableChannels
{
    private readonly ChannelSets _sets;
    private readonly Func<int, bool> _isGrouped;
    private readonly Dictionary<int[], int> _stuck = new(ReferenceEqualityComparer.Instance);

    public PrunableChannels(Analysis analysis)
    {
        _sets = analysis.Map.Sets;
        _isGrouped = analysis.GoesWith(analysis.Groups.Where(group => group.Channels.Length > 1).SelectMany(group => group.Channels));
    }

    /// <summary>How many indices of an axis always stay.</summary>
    public int Stuck(int[] axis)
    {
        if (!_stuck.TryGetValue(axis, out var count))
        {
            _stuck[axis] = count = axis.Count(channel => WhyStuck(channel) is not null);
        }

        return count;
    }

    /// <summary>Why an index always stays; null: it may go.</summary>
    public string? WhyStuck(int channel)
    {
        if (channel == AxisMap.Untracked)
        {
            return "is not known";
        }

        return _sets.FrozenBecause(channel) ?? (_isGrouped(channel) ? null : "is the only channel of its group");
    }
}
