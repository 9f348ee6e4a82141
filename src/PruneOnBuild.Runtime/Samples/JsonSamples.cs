using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.ML.OnnxRuntime.Tensors;
using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Runtime.Text;

namespace PruneOnBuild.Runtime.Samples;

/// <summary>One field of a .jsonl file: float64, or texts for inputs that read strings. Lines whose shapes differ are read one by one.</summary>
internal sealed class JsonSamples : IStoredSamples
{
    private readonly JsonLines _lines;
    private readonly bool _areTexts;

    public JsonSamples(JsonLines lines, string field, bool areTexts)
    {
        (_lines, Name, _areTexts) = (lines, field, areTexts);
        ImmutableArray<long>? first = null;
        var differ = false;
        lines.Records.Visit(0, lines.Records.Count, (_, record) =>
        {
            var dims = Parse(record).Dims;
            first ??= dims;
            differ |= !dims.SequenceEqual(first.Value);
        });
        SampleDims = differ ? null : first;
    }

    public string Name { get; }

    public int Count => _lines.Records.Count;

    public TensorElementType ElementType => _areTexts ? TensorElementType.String : TensorElementType.Double;

    public ImmutableArray<long>? SampleDims { get; }

    public bool ArePictures => false;

    public SourceLocation PlaceOf(int sample) => new(_lines.Path, _lines.Records.LineOf(sample), 1);

    public Tensor Read(int start, int count)
    {
        var samples = new List<Tensor>(count);
        _lines.Records.Visit(start, count, (_, record) => samples.Add(Parse(record)));
        long[] dims = [count, .. samples[0].Dims];
        return _areTexts
            ? Tensor.Of(samples.SelectMany(sample => sample.Values<string>().ToArray()).ToArray(), dims)
            : Tensor.Of(samples.SelectMany(sample => sample.Values<double>().ToArray()).ToArray(), dims);
    }

    private Tensor Parse(TextRecord record)
    {
        var place = new SourceLocation(_lines.Path, record.Line, 1);
        using var line = JsonLines.Parse(record, _lines.Path);
        if (!line.RootElement.TryGetProperty(Name, out var value))
            throw RuntimeErrors.BadLine(place, $"the field '{Name}' is missing");
        var tensor = _areTexts ? JsonTensor.Texts(value, Name, place) : JsonTensor.Numbers(value, Name, place);
        return tensor.Length > 0 ? tensor : throw RuntimeErrors.BadLine(place, $"the field '{Name}' is an empty list");
    }
}
