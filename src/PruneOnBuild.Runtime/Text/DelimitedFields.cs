using System.Globalization;
using System.Text;

namespace PruneOnBuild.Runtime.Text;

/// <summary>The fields of one record of a .csv or .tsv file (RFC 4180).</summary>
internal sealed class DelimitedFields(byte delimiter)
{
    private const byte Quote = (byte)'"';

    private readonly List<(int Start, int Length)> _fields = [];
    private ReadOnlyMemory<byte> _record;

    public int Count => _fields.Count;

    public void Split(ReadOnlyMemory<byte> record)
    {
        _record = record;
        _fields.Clear();
        var bytes = record.Span;
        for (var start = 0; ;)
        {
            var length = Length(bytes[start..]);
            _fields.Add((start, length));
            start += length + 1;
            if (start > bytes.Length)
                return;
        }
    }

    /// <summary>Number of the field's first byte in the record, counted from 1.</summary>
    public int ColumnOf(int field) => _fields[field].Start + 1;

    /// <summary>The field without quotes and without space around it.</summary>
    public string Text(int field)
    {
        var text = Encoding.UTF8.GetString(Raw(field)).Trim();
        return text is ['"', .., '"'] ? text[1..^1].Replace("\"\"", "\"", StringComparison.Ordinal) : text;
    }

    /// <summary>The field as a finite number, written as everywhere but in local formats: 1234.5 or 1.2e3.</summary>
    public bool TryNumber(int field, out double number)
    {
        var raw = Raw(field);
        if (raw.IndexOf(Quote) >= 0)
            return double.TryParse(Text(field), NumberStyles.Float, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);
        return double.TryParse(raw, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);
    }

    private ReadOnlySpan<byte> Raw(int field) => _record.Span.Slice(_fields[field].Start, _fields[field].Length);

    private int Length(ReadOnlySpan<byte> rest)
    {
        var at = 0;
        if (!rest.IsEmpty && rest[0] == Quote)
            for (at = 1; at < rest.Length && (rest[at] != Quote || (at + 1 < rest.Length && rest[at + 1] == Quote)); at++)
                at += rest[at] == Quote ? 1 : 0;
        var end = rest[at..].IndexOf(delimiter);
        return end < 0 ? rest.Length : at + end;
    }
}
