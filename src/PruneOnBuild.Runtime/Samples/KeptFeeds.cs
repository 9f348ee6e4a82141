using Microsoft.ML.OnnxRuntime.Tensors;

namespace PruneOnBuild.Runtime.Samples;

/// <summary>
/// Keeps feeds that cost reading, as far as memory may hold them: search runs over one set many times. What is past that is read again.
/// </summary>
internal sealed class KeptFeeds(IFeedSource inner, long mostBytes = KeptFeeds.MostBytes) : IFeedSource
{
    public const long MostBytes = 64 << 20;

    private readonly Dictionary<(int Start, int Count), SampleBatch> _kept = [];
    private long _bytes;

    public int Count => inner.Count;

    public int? FixedBatch => inner.FixedBatch;

    public SampleBatch Take(int start, int count)
    {
        if (_kept.TryGetValue((start, count), out var kept))
            return kept;
        var batch = inner.Take(start, count);
        var bytes = batch.Feeds.Values.Sum(Bytes);
        if (_bytes + bytes <= mostBytes)
        {
            _bytes += bytes;
            _kept[(start, count)] = batch;
        }

        return batch;
    }

    private static long Bytes(Tensor tensor) => tensor.ElementType == TensorElementType.String
        ? tensor.Values<string>().ToArray().Sum(text => 2L * text.Length)
        : tensor.Bytes.Length;
}
