using PruneOnBuild.Graph.Channels;
using PruneOnBuild.Pruning.Groups;

namespace PruneOnBuild.Pruning.Layers;

/// <summary>Finds the channels of a group along an axis.</summary>
internal sealed class GroupRows(AxisMap map, ChannelGroup group)
{
    private readonly Dictionary<int, int> _place = group.Channels.Index().ToDictionary(entry => entry.Item, entry => entry.Index);
    private readonly List<int>[] _rows = [.. group.Channels.Select(_ => new List<int>())];

    /// <summary>For each channel of the group the rows found so far.</summary>
    public IReadOnlyList<int[]> Rows => [.. _rows.Select(rows => rows.ToArray())];

    public bool IsEmpty => Array.TrueForAll(_rows, rows => rows.Count == 0);

    /// <param name="channels">Along the axis, or a part of it.</param>
    /// <param name="block">Rows of each index.</param>
    /// <param name="first">Row of the first index.</param>
    public GroupRows Add(ReadOnlySpan<int> channels, int block = 1, int first = 0)
    {
        for (var i = 0; i < channels.Length; i++)
        {
            foreach (var atom in channels[i] == AxisMap.Untracked ? [] : map.Sets.Atoms(channels[i]))
            {
                if (_place.TryGetValue(atom, out var channel))
                {
                    _rows[channel].AddRange(Enumerable.Range(first + (i * block), block));
                }
            }
        }

        return this;
    }
}
