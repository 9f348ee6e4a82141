namespace PruneOnBuild.Runtime.Samples;

/// <summary>Where a sample set takes its feeds from.</summary>
internal interface IFeedSource
{
    int Count { get; }

    int? FixedBatch { get; }

    /// <summary>At most <paramref name="count"/> samples from <paramref name="start"/> on, at least one.</summary>
    SampleBatch Take(int start, int count);
}
