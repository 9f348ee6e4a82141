using PruneOnBuild.Graph;
using PruneOnBuild.Runtime;

namespace PruneOnBuild.Pruning.Calibration;

/// <summary>One stop of an <see cref="ActivationWalk"/>. Run it once for every batch, in any order, several at once if need be.</summary>
internal sealed class ActivationStop : IDisposable
{
    private readonly IReadOnlyList<SampleBatch> _batches;
    private readonly IReadOnlyList<string> _values;
    private readonly IReadOnlyList<string>? _live;
    private readonly IReadOnlyList<IReadOnlyDictionary<string, Tensor>>? _given;
    private readonly long _mostBytes;
    private readonly Action<IReadOnlyList<IReadOnlyDictionary<string, Tensor>>?> _remember;
    private readonly string[] _computed;
    private readonly ActivationRun? _run;
    private IReadOnlyDictionary<string, Tensor>[]? _next;
    private int _known;
    private long _bytes;

    /// <param name="live">What the rest of the model needs; null: it cannot be remembered.</param>
    /// <param name="given">What was remembered at the stop before, for each batch.</param>
    /// <param name="mostBytes">Bytes that may be remembered of all samples together.</param>
    /// <param name="atOnce">How many stops, of this walk and of others, run at once.</param>
    /// <param name="remember">Takes what is remembered now when the stop is disposed of.</param>
    public ActivationStop(
        ModelGraph model,
        IReadOnlyList<SampleBatch> batches,
        IReadOnlyList<string> values,
        IReadOnlyList<string>? live,
        IReadOnlyList<IReadOnlyDictionary<string, Tensor>>? given,
        long mostBytes,
        int atOnce,
        Action<IReadOnlyList<IReadOnlyDictionary<string, Tensor>>?> remember)
    {
        (_batches, _values, _live, _given, _mostBytes, _remember) = (batches, values, live, given, mostBytes, remember);
        _next = live is null ? null : new IReadOnlyDictionary<string, Tensor>[batches.Count];
        var known = given is [var first, ..] ? first.Keys.ToHashSet() : [];
        _computed = [.. values.Union(live ?? []).Where(value => !known.Contains(value) && !model.IsInput(value))];
        if (_computed.Length > 0)
        {
            _run = new ActivationRun(model, _computed, known, atOnce);
        }
    }

    /// <summary>The values for one batch, in the order asked for.</summary>
    public IReadOnlyList<Tensor> Run(int batch)
    {
        var known = new Dictionary<string, Tensor>(_batches[batch].Feeds);
        foreach (var (name, tensor) in _given?[batch] ?? new Dictionary<string, Tensor>())
        {
            known[name] = tensor;
        }

        if (_run is not null)
        {
            var results = _run.Run(_batches[batch], known);
            for (var value = 0; value < _computed.Length; value++)
            {
                known[_computed[value]] = results[value];
            }
        }

        Remember(batch, known);
        return [.. _values.Select(value => known[value])];
    }

    public void Dispose()
    {
        _run?.Dispose();
        _remember(_known == _batches.Count ? _next : null);
    }

    private void Remember(int batch, Dictionary<string, Tensor> known)
    {
        if (_next is not { } next)
        {
            return;
        }

        next[batch] = _live!.ToDictionary(value => value, value => known[value]);
        Interlocked.Increment(ref _known);
        if (Interlocked.Add(ref _bytes, _live!.Sum(value => (long)sizeof(float) * known[value].Length)) > _mostBytes)
        {
            _next = null;
        }
    }
}
