using System.Collections.Immutable;
using System.Text.Json;
using PruneOnBuild.Policy;
using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Runtime.Text;

namespace PruneOnBuild.Runtime.Samples;

/// <summary>A .jsonl or .ndjson file: an object in each line, whose fields feed inputs; nested lists give shapes.</summary>
internal sealed class JsonLines
{
    private JsonLines(string path, RecordFile records) => (Path, Records) = (path, records);

    public string Path { get; }

    public RecordFile Records { get; }

    /// <summary>The fields of the first line.</summary>
    public ImmutableArray<string> Fields { get; private init; }

    /// <summary>Null where the first line has no such field, or nobody asked.</summary>
    public SampleLabels? Labels { get; private init; }

    public static bool HasExtension(string path) => System.IO.Path.GetExtension(path).ToLowerInvariant() is ".jsonl" or ".ndjson";

    /// <exception cref="PruneOnBuildException">A line is no object, or a label is missing or wrong.</exception>
    public static JsonLines Open(string path, DataSettings data, bool withLabels)
    {
        ImmutableArray<string>? known = null;
        var texts = new LabelColumn(data.Classes);
        var lists = new List<Tensor>();
        RecordFile records;
        try
        {
            records = RecordFile.Open(path, delimiter: null, record =>
            {
                var place = new SourceLocation(path, record.Line, 1);
                using var line = Parse(record, path);
                known ??= [.. line.RootElement.EnumerateObject().Select(field => field.Name)];
                if (withLabels && known.Value.Contains(data.Labels))
                    AddLabel(line.RootElement, data.Labels, place, texts, lists);
            });
        }
        catch (InvalidDataException error)
        {
            throw RuntimeErrors.DataUnreadable(new SourceLocation(path), error.Message, error);
        }

        if (records.Count == 0)
            throw RuntimeErrors.NoRecords(new SourceLocation(path));
        var labelled = withLabels && known!.Value.Contains(data.Labels);
        return new JsonLines(path, records)
        {
            Fields = known!.Value,
            Labels = !labelled ? null : lists.Count > 0 ? Lists(lists, path, data.Labels) : texts.ToLabels(),
        };
    }

    /// <exception cref="PruneOnBuildException">POB5132: the line is no object.</exception>
    public static JsonDocument Parse(TextRecord record, string path)
    {
        try
        {
            var line = JsonDocument.Parse(record.Bytes);
            if (line.RootElement.ValueKind == JsonValueKind.Object)
                return line;
            line.Dispose();
            throw RuntimeErrors.BadLine(new SourceLocation(path, record.Line, 1), "it is no object { ... }");
        }
        catch (JsonException error)
        {
            var column = (int)Math.Min(int.MaxValue - 1, error.BytePositionInLine ?? 0) + 1;
            throw RuntimeErrors.BadLine(new SourceLocation(path, record.Line, column), "it is no JSON", error);
        }
    }

    private static void AddLabel(JsonElement line, string name, SourceLocation place, LabelColumn texts, List<Tensor> lists)
    {
        if (!line.TryGetProperty(name, out var label))
            throw RuntimeErrors.BadLine(place, $"the field '{name}' is missing");
        if (label.ValueKind == JsonValueKind.Array)
            lists.Add(JsonTensor.Numbers(label, name, place));
        else if (label.ValueKind is JsonValueKind.Number or JsonValueKind.String)
            texts.Add(label.ToString(), place);
        else
            throw RuntimeErrors.BadLine(place, $"the field '{name}' is neither a number, a name nor a list");
    }

    private static SampleLabels Lists(List<Tensor> lists, string path, string name)
    {
        var odd = lists.FindIndex(list => list.Length != lists[0].Length);
        if (odd >= 0)
            throw RuntimeErrors.BadLine(new SourceLocation(path), $"the lists '{name}' of samples 0 and {odd} differ in length");
        var values = lists.SelectMany(list => list.Values<double>().ToArray()).ToArray();
        return SampleLabels.OfArray(Tensor.Of(values, lists.Count, lists[0].Length));
    }
}
