using System.Collections.Immutable;

namespace PruneOnBuild.Runtime;

/// <summary>What the model should say about each sample: a class, or the values of its outputs.</summary>
public sealed class SampleLabels
{
    private readonly ImmutableArray<ImmutableArray<ReadOnlyMemory<float>>> _values;

    private SampleLabels(
        ImmutableArray<long>? classes, ImmutableArray<ImmutableArray<ReadOnlyMemory<float>>> values, ImmutableArray<string> names)
    {
        Classes = classes;
        ClassNames = names;
        _values = values;
    }

    /// <summary>Class of each sample, counted from 0; null where labels are not one whole number per sample.</summary>
    public ImmutableArray<long>? Classes { get; }

    /// <summary>The classes' names, by number; empty where the data has numbers.</summary>
    public ImmutableArray<string> ClassNames { get; }

    /// <summary>Whether nobody stated the order of the names, so that it is the ordinal one.</summary>
    public bool AreNamesInferred { get; private init; }

    /// <summary>
    /// Wanted values of a sample. <paramref name="output"/> is the position of the model's output; labels that came as one array stand for
    /// whichever output is judged. Empty where that output has none.
    /// </summary>
    public ReadOnlySpan<float> ValuesOf(int sample, int output) =>
        _values.Length == 1 ? _values[0][sample].Span : output < _values.Length ? _values[output][sample].Span : default;

    internal static SampleLabels OfClasses(IEnumerable<long> classes, IEnumerable<string>? names = null, bool areNamesInferred = false)
    {
        ImmutableArray<long> all = [.. classes];
        return new SampleLabels(all, [[.. all.Select(label => new ReadOnlyMemory<float>([label]))]], [.. names ?? []])
        {
            AreNamesInferred = areNamesInferred,
        };
    }

    /// <summary>One array for all samples, samples on axis 0.</summary>
    public static SampleLabels OfArray(Tensor labels)
    {
        var count = (int)labels.Dims[0];
        var length = labels.Length / count;
        var single = length == 1
            ? Enumerable.Range(0, count).Select(sample => Conversion.At(labels, sample)).ToArray()
            : [];
        var values = labels.Floats().ToArray();
        return new SampleLabels(
            length == 1 && single.All(double.IsInteger) ? [.. single.Select(label => (long)label)] : null,
            [[.. Enumerable.Range(0, count).Select(sample => new ReadOnlyMemory<float>(values, sample * length, length))]],
            []);
    }

    /// <summary>Reference values by output, then by sample.</summary>
    internal static SampleLabels OfOutputs(ImmutableArray<ImmutableArray<ReadOnlyMemory<float>>> values) => new(null, values, []);
}
