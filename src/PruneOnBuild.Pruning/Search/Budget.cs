using PruneOnBuild.Graph.Channels;

namespace PruneOnBuild.Pruning.Search;

/// <summary>
/// A cost that is a sum of terms over kept channel counts, such as multiply-adds, parameters or predicted milliseconds, kept up to date while
/// channels go. Only the terms that a change meets are reckoned anew.
/// </summary>
internal sealed class Budget
{
    private readonly List<(Func<int[], double> Cost, int[] Axes)> _terms = [];
    private readonly List<BudgetAxis> _axes = [];
    private readonly List<List<int>> _termsOfAxis = [];
    private readonly Dictionary<int, List<int>> _axesOfChannel = [];

    /// <param name="sets">Channel sets that the axes speak of.</param>
    public Budget(ChannelSets sets, IEnumerable<BudgetTerm> terms)
    {
        var known = new Dictionary<int[], int>(ReferenceEqualityComparer.Instance);
        foreach (var (axes, cost) in terms)
        {
            var ids = axes.Select(axis => known.TryGetValue(axis, out var id) ? id : known[axis] = AddAxis(sets, axis)).ToArray();
            foreach (var id in ids.Distinct())
            {
                _termsOfAxis[id].Add(_terms.Count);
            }

            _terms.Add((cost, ids));
        }

        Total = _terms.Sum(Cost);
    }

    /// <summary>The cost now.</summary>
    public double Total { get; private set; }

    /// <summary>What removing these channels (atoms) would save, everything else staying.</summary>
    public double Saving(ReadOnlySpan<int> channels)
    {
        var before = Total;
        Change(channels, -1);
        var saving = before - Total;
        Change(channels, +1);
        Total = before;
        return saving;
    }

    public void Remove(ReadOnlySpan<int> channels) => Change(channels, -1);

    private void Change(ReadOnlySpan<int> channels, int sign)
    {
        var axes = new HashSet<int>();
        foreach (var channel in channels)
        {
            axes.UnionWith(_axesOfChannel.GetValueOrDefault(channel) ?? []);
        }

        var terms = axes.SelectMany(axis => _termsOfAxis[axis]).ToHashSet();
        Total -= terms.Sum(term => Cost(_terms[term]));
        foreach (var axis in axes)
        {
            _axes[axis].Change(channels, sign);
        }

        Total += terms.Sum(term => Cost(_terms[term]));
    }

    private double Cost((Func<int[], double> Cost, int[] Axes) term) => term.Cost(Array.ConvertAll(term.Axes, axis => _axes[axis].Kept));

    private int AddAxis(ChannelSets sets, int[] channels)
    {
        var axis = new BudgetAxis(sets, channels);
        foreach (var channel in axis.Channels)
        {
            if (!_axesOfChannel.TryGetValue(channel, out var axes))
            {
                _axesOfChannel[channel] = axes = [];
            }

            axes.Add(_axes.Count);
        }

        _axes.Add(axis);
        _termsOfAxis.Add([]);
        return _axes.Count - 1;
    }
}
