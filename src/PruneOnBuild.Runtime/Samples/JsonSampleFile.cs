using System.Collections.Immutable;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace PruneOnBuild.Runtime.Samples;

/// <summary>A .jsonl file, whose fields feed inputs; one of them may hold labels.</summary>
internal sealed class JsonSampleFile(JsonLines lines, string labels) : ISampleFile
{
    public IReadOnlyList<string> Names => lines.Fields;

    public bool HasColumns => false;

    public ImmutableArray<string>? OnlyInput => lines.Fields.Where(name => name != labels).ToArray() is [var only] ? [only] : null;

    public IStoredSamples Samples(ImmutableArray<string> names, TensorSpec input) =>
        new JsonSamples(lines, names[0], input.ElementType == TensorElementType.String);

    public SampleLabels? Labels(int samples) => lines.Labels;

    public void Dispose()
    {
    }
}
