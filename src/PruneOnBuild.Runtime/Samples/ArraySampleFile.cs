using System.Collections.Immutable;
using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Runtime.Arrays;

namespace PruneOnBuild.Runtime.Samples;

/// <summary>A .npz or .npy file, one array of which may hold labels.</summary>
internal sealed class ArraySampleFile(IArrayFile file, string labels, SourceLocation place) : ISampleFile
{
    public IReadOnlyList<string> Names => file.Names;

    public bool HasColumns => false;

    public ImmutableArray<string>? OnlyInput => file.Names.Where(array => array != labels).ToArray() is [var only] ? [only] : null;

    public IStoredSamples Samples(ImmutableArray<string> names, TensorSpec input) => file.Samples(names[0]);

    public SampleLabels? Labels(int samples)
    {
        if (!file.Names.Contains(labels))
            return null;
        var all = file.Read(labels);
        if (all.Dims.IsEmpty || all.Dims[0] != samples)
            throw RuntimeErrors.LabelCount(place, labels, all, samples);
        FiniteCheck.Require(all, labels, place);
        return SampleLabels.OfArray(all);
    }

    public void Dispose() => file.Dispose();
}
