using PruneOnBuild.Runtime;

namespace PruneOnBuild.Gates.Accuracy;

/// <summary>
/// The dense model's outputs on evaluation samples, run once however many pruned models are compared with it, as far as memory may hold them.
/// </summary>
/// <param name="mostBytes">Outputs beyond this are run again each time; 0: all of them.</param>
public sealed class DenseOutputs(ModelSession dense, long mostBytes = 256_000_000)
{
    private readonly Dictionary<(int Start, int Count, string Outputs), IReadOnlyList<Tensor>> _kept = [];
    private SampleRunner? _runner;
    private long _bytes;

    public ModelSession Model => dense;

    /// <param name="samples">Always the same set.</param>
    /// <param name="batch">One of its batches.</param>
    public IReadOnlyList<Tensor> Of(SampleSet samples, SampleBatch batch, IReadOnlyList<string> outputs)
    {
        var key = (batch.Start, batch.Count, string.Join('\n', outputs));
        if (_kept.TryGetValue(key, out var kept))
            return kept;
        _runner ??= new SampleRunner(dense, samples);
        var values = _runner.Run(batch, outputs);
        var bytes = 4L * values.Sum(value => value.Length);
        if (_bytes + bytes <= mostBytes)
        {
            _bytes += bytes;
            _kept[key] = values;
        }

        return values;
    }
}
