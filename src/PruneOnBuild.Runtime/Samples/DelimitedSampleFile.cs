using System.Collections.Immutable;
using Microsoft.ML.OnnxRuntime.Tensors;
using PruneOnBuild.Policy;
using PruneOnBuild.Policy.Diagnostics;

namespace PruneOnBuild.Runtime.Samples;

/// <summary>A .csv or .tsv file, whose columns feed inputs; one of them may hold paths of images, and one labels.</summary>
internal sealed class DelimitedSampleFile(DelimitedFile file, DataSettings data) : ISampleFile
{
    public IReadOnlyList<string> Names => file.Columns;

    public bool HasColumns => true;

    public ImmutableArray<string>? OnlyInput =>
        data.Images is { } images ? [images.Value] : [.. file.Columns.Where(column => column != data.Labels)];

    public IStoredSamples Samples(ImmutableArray<string> names, TensorSpec input) =>
        data.Images is { } images && names is [var only] && only == images.Value
            ? new PictureSamples(only, Pictures(file, images))
            : new DelimitedSamples(file, names, input.ElementType == TensorElementType.String);

    public SampleLabels? Labels(int samples) => file.Labels;

    /// <summary>Full paths of the images that a list names, in its order.</summary>
    /// <exception cref="PruneOnBuildException">There is no such column, or no such image.</exception>
    public static ImmutableArray<string> Pictures(DelimitedFile file, Located<string> column)
    {
        if (!file.Columns.Contains(column.Value))
            throw RuntimeErrors.NoSuchColumn(column.Location, column.Value, file.Columns);
        var folder = Path.GetDirectoryName(file.Path)!;
        var pictures = file.Texts(column.Value).Select(path => PolicyPath.Full(folder, path)).ToImmutableArray();
        for (var sample = 0; sample < pictures.Length; sample++)
            if (!File.Exists(pictures[sample]))
                throw RuntimeErrors.NoSuchImage(
                    new SourceLocation(file.Path, file.Records.LineOf(sample), 1), Path.GetRelativePath(folder, pictures[sample]));
        return pictures;
    }

    public void Dispose()
    {
    }
}
