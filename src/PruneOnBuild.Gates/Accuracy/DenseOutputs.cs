using PruneOnBuild.Runtime;

namespace PruneOnBuild.Gates.Accuracy;

/// <summary>
/// The dense model's output on evaluation samples, run once however many pruned models are compared with it, as far as memory may hold it.
/// </summary>
/// <param name="mostBytes">Outputs beyond this are run again each time; 0: all of them.</param>
public sealed class DenseOutputs(ModelSession dense, long mostBytes = 256_000_000)
{
    private readonly Dictionary<(int Start, int Count, string Output), Tensor> _kept = [];
    private long _bytes;

    public ModelSession Model => dense;

    /// <param name="batch">Of one sample set, always the same.</param>
    public Tensor Of(SampleBatch batch, string output)
    {
        var key = (batch.Start, batch.Count, output);
        if (_kept.TryGetValue(key, out var kept))
            return kept;
        var values = dense.Run(batch.Feeds, [output])[0];
        var bytes = 4L * values.Length;
        if (_bytes + bytes <= mostBytes)
        {
            _bytes += bytes;
            _kept[key] = values;
        }

        return values;
    }
}
