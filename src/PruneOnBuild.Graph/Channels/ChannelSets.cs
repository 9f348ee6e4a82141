namespace PruneOnBuild.Graph.Channels;

/// <summary>
/// Sets of channels: members of one set are kept or removed together. A set may be a <em>product</em> of others, its factors: it is kept
/// where all of them are, as index (head, dimension) of an axis that was reshaped from heads times dimensions. Sets that are no product are
/// <em>atoms</em>: one decision each. A frozen atom may not be removed. Union-find with union by size and path halving, so that analysis
/// stays about linear in the number of channels.
/// </summary>
public sealed class ChannelSets
{
    private readonly List<int> _parent = [];
    private readonly List<int> _size = [];
    private readonly Dictionary<int, string> _frozen = [];
    private readonly Dictionary<int, int[]> _factors = [];

    /// <summary>New channels, each alone in its set; ids ascending.</summary>
    public int[] Add(int count)
    {
        var channels = new int[count];
        _parent.EnsureCapacity(_parent.Count + count);
        _size.EnsureCapacity(_size.Count + count);
        for (var i = 0; i < count; i++)
        {
            channels[i] = AddOne();
        }

        return channels;
    }

    /// <summary>
    /// A channel that is kept where all factors are. Factors of which nothing is known stay anyhow and do not count; a product of one factor
    /// is that factor, a product of none is <see cref="AxisMap.Untracked"/>.
    /// </summary>
    public int Product(params ReadOnlySpan<int> factors)
    {
        var known = new List<int>(factors.Length);
        foreach (var factor in factors)
        {
            if (factor != AxisMap.Untracked)
            {
                known.Add(factor);
            }
        }

        if (known.Count <= 1)
        {
            return known.Count == 0 ? AxisMap.Untracked : known[0];
        }

        var product = AddOne();
        _factors[product] = [.. known];
        return product;
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

    /// <summary>The representatives of the atoms that decide on a channel: it is kept where all of them are. In the order of the factors.</summary>
    public IReadOnlyList<int> Atoms(int channel)
    {
        var root = Find(channel);
        if (!_factors.ContainsKey(root))
        {
            return [root];
        }

        var atoms = new List<int>();
        Collect(root, atoms);
        return [.. atoms.Distinct()];
    }

    /// <summary>Whether one of the atoms that decide on a channel is among those given.</summary>
    public bool Touches(int channel, IReadOnlySet<int> atoms)
    {
        var root = Find(channel);
        return _factors.TryGetValue(root, out var factors)
            ? Array.Exists(factors, factor => Touches(factor, atoms))
            : atoms.Contains(root);
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

        if (_factors.Count == 0 || !(_factors.ContainsKey(a) || _factors.ContainsKey(b)))
        {
            JoinAtoms(a, b);
        }
        else
        {
            JoinProducts(a, b);
        }
    }

    /// <summary>A product is frozen factor by factor. The first reason given for a set stays.</summary>
    public void Freeze(int channel, string reason)
    {
        var root = Find(channel);
        if (!_factors.TryGetValue(root, out var factors))
        {
            _frozen.TryAdd(root, reason);
            return;
        }

        foreach (var factor in factors)
        {
            Freeze(factor, reason);
        }
    }

    /// <summary>Why the channel may not be removed; null: it may, by one of its factors at least.</summary>
    public string? FrozenBecause(int channel)
    {
        var root = Find(channel);
        if (!_factors.TryGetValue(root, out var factors))
        {
            return _frozen.GetValueOrDefault(root);
        }

        var reasons = Array.ConvertAll(factors, FrozenBecause);
        return Array.Exists(reasons, reason => reason is null) ? null : reasons[0];
    }

    private int AddOne()
    {
        _parent.Add(_parent.Count);
        _size.Add(1);
        return _parent.Count - 1;
    }

    /// <summary>All atoms under a channel in the order of the factors, as often as they come.</summary>
    private void Collect(int channel, List<int> atoms)
    {
        var root = Find(channel);
        if (!_factors.TryGetValue(root, out var factors))
        {
            atoms.Add(root);
            return;
        }

        foreach (var factor in factors)
        {
            Collect(factor, atoms);
        }
    }

    private void JoinAtoms(int a, int b)
    {
        // Ties go to the older channel, so that representatives do not depend on the order of arguments.
        if (_size[a] < _size[b] || (_size[a] == _size[b] && b < a))
        {
            (a, b) = (b, a);
        }

        Under(a, b);
    }

    private void Under(int root, int other)
    {
        _parent[other] = root;
        _size[root] += _size[other];
        if (_frozen.Remove(other, out var reason))
        {
            Freeze(root, reason);
        }
    }

    /// <summary>Two products whose factors go together become one; an atom and a product of nothing but it stay as they are.</summary>
    private void MakeOne(int a, int b)
    {
        if (_factors.ContainsKey(a) && _factors.Remove(b))
        {
            _parent[b] = a;
            _size[a] += _size[b];
        }
    }

    /// <summary>
    /// Two products of as many factors go together factor by factor: that ties more than must be, never less. An atom becomes another name of
    /// a product, unless it is one of its factors. Whatever does not fit is tied into one.
    /// </summary>
    private void JoinProducts(int a, int b)
    {
        var (left, right) = (new List<int>(), new List<int>());
        Collect(a, left);
        Collect(b, right);
        if (left.Count == right.Count)
        {
            for (var i = 0; i < left.Count; i++)
            {
                Join(left[i], right[i]);
            }

            MakeOne(a, b);
            return;
        }

        var atom = left.Distinct().Count() == 1 ? left[0] : right.Distinct().Count() == 1 ? right[0] : AxisMap.Untracked;
        var product = atom != AxisMap.Untracked && atom == left[0] ? b : a;
        var rest = product == b ? right : left;
        if (atom != AxisMap.Untracked && !rest.Contains(atom))
        {
            Under(product, Find(atom));
            return;
        }

        foreach (var other in left.Concat(right))
        {
            Join(left[0], other);
        }
    }
}
