namespace PruneOnBuild.Runtime.Samples;

/// <summary>
/// Feeds that are used as they came, one at a time: each counts as one sample, because nothing says which of its axes could be cut.
/// </summary>
internal sealed class WholeFeeds(IReadOnlyList<IReadOnlyDictionary<string, Tensor>> feeds) : IFeedSource
{
    public int Count => feeds.Count;

    public int? FixedBatch => 1;

    public SampleBatch Take(int start, int count) => new(start, 1, 1, feeds[start]);
}
