using System.Globalization;

namespace PruneOnBuild.Pruning.Search.Latency;

/// <summary>
/// The latency stairs: what a layer takes at given widths. Measured when first asked for, then known, also to later runs on the same machine.
/// </summary>
/// <param name="file">Null: nothing is kept.</param>
/// <param name="hasTime">Whether there is time to measure more; null: always.</param>
internal sealed class LatencyTable(ILayerTimer timer, LatencyFile? file = null, Func<bool>? hasTime = null)
{
    /// <summary>How many new entries are in danger when the process is killed.</summary>
    private const int SaveEvery = 25;

    private readonly Dictionary<string, double> _known = file?.Read() ?? [];
    private int _unsaved;

    /// <summary>Entries measured in this run.</summary>
    public int Measured { get; private set; }

    /// <summary>Layers that were asked for when there was no time left.</summary>
    public int Missed { get; private set; }

    /// <summary>Milliseconds of a dense layer, at least 0; there is always time for these.</summary>
    public double DenseMs(LayerShape layer) => Known(layer.Key, () => timer.TimeMs(layer));

    /// <summary>Milliseconds, at least 0; null: neither known nor time to measure.</summary>
    public double? TimeMs(LayerShape layer)
    {
        if (!_known.ContainsKey(layer.Key) && hasTime?.Invoke() == false)
        {
            Missed++;
            return null;
        }

        return DenseMs(layer);
    }

    /// <summary>Times of the dense model, known as its content is.</summary>
    /// <param name="model">Hash of the model.</param>
    public DenseTimes Dense(string model, Func<DenseTimes> measure)
    {
        var measured = new Lazy<DenseTimes>(measure);
        var whole = Known($"{model} whole", () => measured.Value.WholeMs);
        var layers = Known($"{model} layers", () => measured.Value.LayersMs ?? -1);
        return new DenseTimes(whole, layers < 0 ? null : layers, Known($"{model} others", () => measured.Value.OthersMs));
    }

    public void Save()
    {
        if (_unsaved > 0)
        {
            file?.Write(_known);
            _unsaved = 0;
        }
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{_known.Count} times known, {Measured} of them measured now")
        + (Missed > 0 ? "; then the time for measuring was up, the rest is reckoned" : "");

    private double Known(string key, Func<double> measure)
    {
        if (_known.TryGetValue(key, out var known))
        {
            return known;
        }

        Measured++;
        _known[key] = known = measure();
        if (++_unsaved >= SaveEvery)
        {
            Save();
        }

        return known;
    }
}
