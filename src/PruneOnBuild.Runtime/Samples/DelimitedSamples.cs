using System.Collections.Immutable;
using Microsoft.ML.OnnxRuntime.Tensors;
using PruneOnBuild.Policy.Diagnostics;

namespace PruneOnBuild.Runtime.Samples;

/// <summary>Columns of a .csv or .tsv file as samples of as many values: float64, or texts for inputs that read strings.</summary>
internal sealed class DelimitedSamples(DelimitedFile file, ImmutableArray<string> columns, bool areTexts) : IStoredSamples
{
    private readonly int[] _indexes = [.. columns.Select(column => file.Columns.ToList().IndexOf(column))];

    public string Name => columns.Length == 1 ? columns[0] : $"{columns[0]} to {columns[^1]}";

    public int Count => file.Records.Count;

    public TensorElementType ElementType => areTexts ? TensorElementType.String : TensorElementType.Double;

    public ImmutableArray<long>? SampleDims => [columns.Length];

    public bool ArePictures => false;

    public SourceLocation PlaceOf(int sample) => new(file.Path, file.Records.LineOf(sample), 1);

    public Tensor Read(int start, int count) => areTexts
        ? Tensor.Of(Fill(start, count, (fields, field, _) => fields.Text(field)), count, columns.Length)
        : Tensor.Of(Fill(start, count, Number), count, columns.Length);

    private T[] Fill<T>(int start, int count, Func<Text.DelimitedFields, int, int, T> value)
    {
        var values = new T[count * columns.Length];
        file.Visit(start, count, (sample, line, fields) =>
        {
            if (fields.Count != file.Columns.Count)
                throw RuntimeErrors.FieldCount(new SourceLocation(file.Path, line, 1), fields.Count, file.Columns.Count);
            for (var index = 0; index < _indexes.Length; index++)
                values[(sample - start) * _indexes.Length + index] = value(fields, _indexes[index], line);
        });
        return values;
    }

    private double Number(Text.DelimitedFields fields, int field, int line) => fields.TryNumber(field, out var number)
        ? number
        : throw RuntimeErrors.NoNumber(
            new SourceLocation(file.Path, line, fields.ColumnOf(field)), file.Columns[field], fields.Text(field));
}
