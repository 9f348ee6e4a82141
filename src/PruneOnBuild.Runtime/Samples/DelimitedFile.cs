using System.Collections.Immutable;
using PruneOnBuild.Policy;
using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Runtime.Text;

namespace PruneOnBuild.Runtime.Samples;

/// <summary>A .csv or .tsv file: a sample in each record, under columns with names.</summary>
internal sealed class DelimitedFile
{
    private readonly string _path;
    private readonly byte _delimiter;
    private readonly List<string> _columns = [];

    private DelimitedFile(string path, byte delimiter) => (_path, _delimiter) = (path, delimiter);

    public IReadOnlyList<string> Columns => _columns;

    public RecordFile Records { get; private set; } = null!;

    /// <summary>Null where there is no such column, or nobody asked.</summary>
    public SampleLabels? Labels { get; private set; }

    public string Path => _path;

    public static bool HasExtension(string path) => Delimiter(path) is not null;

    /// <exception cref="PruneOnBuildException">A record has more or fewer fields than there are columns, or a label is wrong.</exception>
    public static DelimitedFile Open(string path, DataSettings data, bool withLabels)
    {
        var file = new DelimitedFile(path, Delimiter(path)!.Value);
        var fields = new DelimitedFields(file._delimiter);
        var labels = new LabelColumn(data.Classes);
        var label = -1;
        void Name(IEnumerable<string> names)
        {
            foreach (var name in names)
                file._columns.Add(file._columns.Contains(name) ? throw RuntimeErrors.ColumnTwice(new SourceLocation(path, 1, 1), name) : name);
            label = withLabels ? file._columns.IndexOf(data.Labels) : -1;
        }

        try
        {
            file.Records = RecordFile.Open(
                path,
                file._delimiter,
                record =>
                {
                    fields.Split(record.Bytes);
                    if (file._columns.Count == 0)
                        Name(Enumerable.Range(1, fields.Count).Select(number => number.ToString(System.Globalization.CultureInfo.InvariantCulture)));
                    if (fields.Count != file._columns.Count)
                        throw RuntimeErrors.FieldCount(new SourceLocation(path, record.Line, 1), fields.Count, file._columns.Count);
                    if (label >= 0)
                        labels.Add(fields.Text(label), new SourceLocation(path, record.Line, fields.ColumnOf(label)));
                },
                data.HasHeader
                    ? record =>
                    {
                        fields.Split(record.Bytes);
                        Name(Enumerable.Range(0, fields.Count).Select(fields.Text));
                    }
                    : null);
        }
        catch (InvalidDataException error)
        {
            throw RuntimeErrors.DataUnreadable(new SourceLocation(path), error.Message, error);
        }

        if (file.Records.Count == 0)
            throw RuntimeErrors.NoRecords(new SourceLocation(path));
        file.Labels = label >= 0 ? labels.ToLabels() : null;
        return file;
    }

    /// <summary>Shows the fields of some records, with the samples' numbers and lines.</summary>
    public void Visit(int start, int count, Action<int, int, DelimitedFields> visit)
    {
        var fields = new DelimitedFields(_delimiter);
        Records.Visit(start, count, (sample, record) =>
        {
            fields.Split(record.Bytes);
            visit(sample, record.Line, fields);
        });
    }

    /// <summary>The texts of one column.</summary>
    public ImmutableArray<string> Texts(string column)
    {
        var texts = ImmutableArray.CreateBuilder<string>(Records.Count);
        var index = _columns.IndexOf(column);
        Visit(0, Records.Count, (_, _, fields) => texts.Add(fields.Text(index)));
        return texts.ToImmutable();
    }

    private static byte? Delimiter(string path) => System.IO.Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".csv" => (byte)',',
        ".tsv" => (byte)'\t',
        _ => null,
    };
}
