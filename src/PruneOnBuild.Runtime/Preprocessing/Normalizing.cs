using System.Collections.Immutable;
using System.Numerics;
using PruneOnBuild.Policy;
using PruneOnBuild.Policy.Diagnostics;

namespace PruneOnBuild.Runtime.Preprocessing;

/// <summary>(value - mean) / std per channel, in float32.</summary>
internal sealed class Normalizing : IFittedStep
{
    // One mean and one std for each element of a period; channels-last images repeat every C elements, channels-first ones every C*H*W.
    private readonly float[] _means;
    private readonly float[] _stds;

    private Normalizing(float[] means, float[] stds)
    {
        _means = means;
        _stds = stds;
    }

    /// <param name="dims">Dimensions of one sample.</param>
    /// <param name="layout">Where the channels lie; null: on the last axis where its length is the number of means, else on the first.</param>
    public static Normalizing Fit(
        PreprocessStep.Normalize step, ImmutableArray<long> dims, TensorLayout? layout, SourceLocation location)
    {
        var values = Math.Max(step.Mean.Length, step.Std.Length);
        var last = dims.IsEmpty ? 1 : dims[^1];
        var first = dims.IsEmpty ? 1 : dims[0];
        var channelsFirst = layout is { } known ? known == TensorLayout.Nchw : last != values && first == values;
        var channels = channelsFirst ? first : last;
        if (values != 1 && channels != values)
            throw RuntimeErrors.NormalizeDoesNotFit(location, values, dims);

        // Channels-first: each channel is a plane. Either way the period is made a multiple of the vector width.
        var plane = channelsFirst && values != 1 ? (int)(dims.Aggregate(1L, (product, dim) => product * dim) / channels) : 1;
        var period = plane * values * (plane == 1 ? Vector<float>.Count : 1);
        var means = new float[period];
        var stds = new float[period];
        for (var index = 0; index < period; index++)
        {
            var channel = index / plane % values;
            means[index] = (float)step.Mean[step.Mean.Length == 1 ? 0 : channel];
            stds[index] = (float)step.Std[step.Std.Length == 1 ? 0 : channel];
        }

        return new Normalizing(means, stds);
    }

    public float[] Apply(float[] values, int samples)
    {
        for (var start = 0; start < values.Length; start += _means.Length)
        {
            var length = Math.Min(_means.Length, values.Length - start);
            var index = 0;
            for (; index <= length - Vector<float>.Count; index += Vector<float>.Count)
            {
                var value = new Vector<float>(values, start + index);
                ((value - new Vector<float>(_means, index)) / new Vector<float>(_stds, index)).CopyTo(values, start + index);
            }

            for (; index < length; index++)
                values[start + index] = (values[start + index] - _means[index]) / _stds[index];
        }

        return values;
    }
}
