using System.Collections.Immutable;

namespace PruneOnBuild.Runtime.Samples;

/// <summary>How samples of one shape go into a model input.</summary>
/// <param name="SampleDims">Dimensions of one sample in the feed, without the batch axis.</param>
/// <param name="HasBatchAxis">False: the input takes one sample, with no axis for more.</param>
/// <param name="FixedBatch">The size that the model fixes for its batch axis; null: open.</param>
internal sealed record InputShape(ImmutableArray<long> SampleDims, bool HasBatchAxis, int? FixedBatch)
{
    /// <summary>
    /// Samples fit where their axes are the input's after its batch axis; axes of length 1 may be missing or too many, because they change
    /// no order of values ([28,28] goes into [N,1,28,28]). They also fit an input that has exactly their axes and no batch axis. Null: no fit.
    /// </summary>
    /// <param name="sample">Dimensions of one sample, preprocessed.</param>
    public static InputShape? Fit(ImmutableArray<long> sample, TensorSpec input)
    {
        // The runtime gives no axes for a single value and where the model does not say.
        if (input.Dims.IsEmpty)
            return new InputShape(sample, HasBatchAxis: true, FixedBatch: null);
        int? batch = input.Dims[0] < 0 ? null : (int)input.Dims[0];
        if (Align(sample, input.Dims[1..]) is { } aligned)
            return new InputShape(aligned, HasBatchAxis: true, batch);
        return sample.Length == input.Dims.Length && Align(sample, input.Dims) is { } whole
            ? new InputShape(whole, HasBatchAxis: false, FixedBatch: 1)
            : null;
    }

    private static ImmutableArray<long>? Align(ImmutableArray<long> sample, ImmutableArray<long> wanted)
    {
        if (sample.Length == wanted.Length && sample.Zip(wanted).All(pair => pair.Second < 0 || pair.First == pair.Second))
            return sample;
        var dims = ImmutableArray.CreateBuilder<long>(wanted.Length);
        var next = 0;
        foreach (var size in wanted)
        {
            if (size == 1 && (next == sample.Length || sample[next] != 1))
            {
                dims.Add(1);
                continue;
            }

            // An open axis takes a 1 unless there are axes to spare.
            while (next < sample.Length && sample[next] == 1 && (size > 1 || (size < 0 && sample.Length - next > wanted.Length - dims.Count)))
                next++;
            if (next == sample.Length || (size >= 0 && sample[next] != size))
                return null;
            dims.Add(sample[next++]);
        }

        return sample[next..].All(rest => rest == 1) ? dims.ToImmutable() : null;
    }
}
