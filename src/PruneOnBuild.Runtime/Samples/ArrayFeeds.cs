namespace PruneOnBuild.Runtime.Samples;

/// <summary>Feeds cut from arrays with samples on axis 0.</summary>
internal sealed class ArrayFeeds(IReadOnlyList<InputArray> arrays, int count, int? fixedBatch) : IFeedSource
{
    public int Count => count;

    public int? FixedBatch => fixedBatch;

    public SampleBatch Take(int start, int count)
    {
        var taken = Math.Min(Math.Min(count, Count - start), FixedBatch ?? count);
        var rows = FixedBatch ?? taken;
        return new SampleBatch(start, taken, rows, arrays.ToDictionary(array => array.Input, array => array.Rows(start, taken, rows)));
    }
}
