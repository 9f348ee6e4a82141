namespace PruneOnBuild.Graph.Channels;

/// <summary>
/// Disjoint sets of channels: members of one set are kept or removed together. A frozen set may not be removed. Union-find with
/// union by size and path halving, so that analysis stays about linear in the number of channels.
/// </summary>
public sealed class ChannelSets
{
    private readonly List<int> _parent = [];
    private readonly List<int> _size = [];
    private readonly Dictionary<int, string> _frozen = [];

    /// <summary>New channels, each alone in its set; ids ascending.</summary>
    public int[] Add(int count)
    {
        var channels = new int[count];
        _parent.EnsureCapacity(_parent.Count + count);
        _size.EnsureCapacity(_size.Count + count);
        for (var i = 0; i < count; i++)
        {
            channels[i] = _parent.Count;
            _parent.Add(_parent.Count);
            _size.Add(1);
        }

        return channels;
    }

    /// <summary>The representative of a channel's set.</summary>
    public int Find(int channel)
    {
        while (_parent[channel] != channel)
        {
            _parent[channel] = _parent[_parent[channel]];
            channel = _parent[channel];
        }

        return channel;
    }

    /// <summary>From now on both channels go together; frozen if either was.</summary>
    public void Join(int a, int b)
    {
        a = Find(a);
        b = Find(b);
        if (a == b)
        {
            return;
        }

        // Ties go to the older channel, so that representatives do not depend on the order of arguments.
        if (_size[a] < _size[b] || (_size[a] == _size[b] && b < a))
        {
            (a, b) = (b, a);
        }

        _parent[b] = a;
        _size[a] += _size[b];
        if (_frozen.Remove(b, out var reason))
        {
            _frozen.TryAdd(a, reason);
        }
    }

    /// <summary>The first reason given for a set stays.</summary>
    public void Freeze(int channel, string reason) => _frozen.TryAdd(Find(channel), reason);

    /// <summary>Why the channel may not be removed; null: it may.</summary>
    public string? FrozenBecause(int channel) => _frozen.GetValueOrDefault(Find(channel));
}
