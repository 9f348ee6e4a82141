using PruneOnBuild.Graph.Channels;

namespace PruneOnBuild.Pruning.Search;

/// <summary>How many indices of one axis are left while channels go: an index is left where all atoms that decide on it are.</summary>
internal sealed class BudgetAxis
{
    private readonly Dictionary<int, List<int>> _placesOf = [];
    private readonly int[] _gone;

    public BudgetAxis(ChannelSets sets, int[] channels)
    {
        _gone = new int[channels.Length];
        Kept = channels.Length;
        for (var place = 0; place < channels.Length; place++)
        {
            foreach (var atom in channels[place] == AxisMap.Untracked ? [] : sets.Atoms(channels[place]))
            {
                if (!_placesOf.TryGetValue(atom, out var places))
                {
                    _placesOf[atom] = places = [];
                }

                places.Add(place);
            }
        }
    }

    /// <summary>Indices left.</summary>
    public int Kept { get; private set; }

    /// <summary>The atoms that decide on the axis.</summary>
    public IEnumerable<int> Channels => _placesOf.Keys;

    /// <param name="channels">Atoms; those that do not lie on the axis do not count.</param>
    /// <param name="sign">-1: they go; +1: they come back.</param>
    public void Change(ReadOnlySpan<int> channels, int sign)
    {
        foreach (var channel in channels)
        {
            foreach (var place in _placesOf.GetValueOrDefault(channel) ?? [])
            {
                Kept -= _gone[place] == 0 ? 1 : 0;
                _gone[place] -= sign;
                Kept += _gone[place] == 0 ? 1 : 0;
            }
        }
    }
}
