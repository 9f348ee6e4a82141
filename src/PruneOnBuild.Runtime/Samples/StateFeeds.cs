namespace PruneOnBuild.Runtime.Samples;

/// <summary>Feeds one sample at a time with all states at zero; <see cref="SampleRunner"/> puts the carried ones in their place.</summary>
internal sealed class StateFeeds(IFeedSource inner, IReadOnlyDictionary<string, Tensor> zeros, Func<int, bool> beginsSequence) : IFeedSource
{
    public int Count => inner.Count;

    public int? FixedBatch => 1;

    public SampleBatch Take(int start, int count)
    {
        var batch = inner.Take(start, 1);
        return batch with { Feeds = batch.Feeds.Concat(zeros).ToDictionary(), BeginsSequence = beginsSequence(start) };
    }
}
