namespace PruneOnBuild.Runtime.Samples;

/// <summary>Feeds cut from samples that lie one after the other.</summary>
internal sealed class CutFeeds(IReadOnlyList<InputSamples> inputs, int count, int? fixedBatch) : IFeedSource
{
    public int Count => count;

    public int? FixedBatch => fixedBatch;

    public SampleBatch Take(int start, int count)
    {
        var taken = Math.Min(Math.Min(count, Count - start), FixedBatch ?? count);
        var rows = FixedBatch ?? taken;
        return new SampleBatch(start, taken, rows, inputs.ToDictionary(input => input.Name, input => input.Rows(start, taken, rows)));
    }
}
