using PruneOnBuild.Runtime;

namespace PruneOnBuild.Benchmarks.Real;

/// <summary>Part of a set whose model leaves its batch size open.</summary>
internal static class Part
{
    public static SampleSet Of(SampleSet set, Func<int, bool> takes, Func<int, long>? labels)
    {
        int[] samples = [.. Enumerable.Range(0, set.Count).Where(takes)];
        var feeds = samples.Select(sample => set.Batch(sample, 1).Feeds).ToArray();
        var joined = feeds[0].Keys.ToDictionary(name => name, name => Joined([.. feeds.Select(feed => feed[name])]));
        return SampleSet.Of(joined, labels is null ? null : [.. samples.Select(labels)]);
    }

    /// <summary>One sample each, below one another.</summary>
    private static Tensor Joined(Tensor[] rows)
    {
        long[] dims = [rows.Length, .. rows[0].Dims[1..]];
        return rows[0].ElementType == Microsoft.ML.OnnxRuntime.Tensors.TensorElementType.Int32
            ? Tensor.Of(rows.SelectMany(row => row.Values<int>().ToArray()).ToArray(), dims)
            : Tensor.Of(rows.SelectMany(row => row.Floats().ToArray()).ToArray(), dims);
    }
}
