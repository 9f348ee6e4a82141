using System.Buffers;

namespace PruneOnBuild.Runtime.Text;

/// <summary>Splits UTF-8 text into records at line breaks (LF, CRLF or CR), but for those within quoted fields. Empty lines are none.</summary>
/// <param name="delimiter">What separates fields, which may be quoted (RFC 4180); null: lines are records whatever they hold.</param>
/// <param name="line">Number of the line that the stream stands at.</param>
internal sealed class RecordReader(Stream stream, byte? delimiter, int line)
{
    private const int MostRecordBytes = 64 << 20;
    private const byte Quote = (byte)'"';

    private readonly byte[] _buffer = new byte[1 << 16];
    private readonly ArrayBufferWriter<byte> _record = new();
    private long _bufferStart = stream.Position;
    private int _count;
    private int _at;
    private int _line = line;

    /// <summary>Where the next record begins, once the record before it was read.</summary>
    public RecordPlace Next => new(_bufferStart + _at, _line);

    /// <returns>False at the end of the text.</returns>
    /// <exception cref="InvalidDataException">A quoted field does not end, or a record is larger than 64 MiB.</exception>
    public bool TryRead(out TextRecord record)
    {
        for (var first = _line; ; first = _line)
        {
            _record.ResetWrittenCount();
            var more = ReadOne(first);
            record = new TextRecord(first, _record.WrittenMemory);
            if (_record.WrittenCount > 0)
                return true;
            if (!more)
                return false;
        }
    }

    private bool ReadOne(int first)
    {
        var (atFieldStart, isQuoted, hasClosed) = (true, false, false);
        while (TryNext(out var value))
        {
            if (!isQuoted && (value is (byte)'\n' or (byte)'\r'))
            {
                EndLine(value);
                return true;
            }

            if (isQuoted)
            {
                isQuoted = value != Quote;
                hasClosed = !isQuoted;
                _line += value == (byte)'\n' ? 1 : 0;
            }
            else
            {
                // A quote right after a closing one is a quote within the field; further on in a field it is text.
                isQuoted = value == Quote && delimiter is not null && (atFieldStart || hasClosed);
                hasClosed = false;
            }

            atFieldStart = value == delimiter && !isQuoted;
            Append(value, first);
        }

        return isQuoted ? throw new InvalidDataException($"the quoted field that begins in line {first} does not end") : false;
    }

    private void Append(byte value, int first)
    {
        if (_record.WrittenCount == MostRecordBytes)
            throw new InvalidDataException($"the record that begins in line {first} is larger than 64 MiB");
        _record.GetSpan(1)[0] = value;
        _record.Advance(1);
    }

    private void EndLine(byte end)
    {
        _line++;
        if (end == (byte)'\r' && TryNext(out var next) && next != (byte)'\n')
            _at--;
    }

    private bool TryNext(out byte value)
    {
        if (_at == _count)
        {
            _bufferStart += _count;
            (_at, _count) = (0, stream.Read(_buffer));
        }

        value = _count == 0 ? default : _buffer[_at];
        _at += _count == 0 ? 0 : 1;
        return _count > 0;
    }
}
