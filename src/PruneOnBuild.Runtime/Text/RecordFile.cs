namespace PruneOnBuild.Runtime.Text;

/// <summary>
/// The records of a text file. One pass finds where they begin and remembers every 64th place, so that any is found again without reading
/// all before it; none is held.
/// </summary>
internal sealed class RecordFile
{
    private const int MarkEvery = 64;

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    private readonly byte? _delimiter;
    private readonly List<RecordPlace> _marks = [];

    private RecordFile(string path, byte? delimiter) => (Path, _delimiter) = (path, delimiter);

    public string Path { get; }

    public int Count { get; private set; }

    /// <param name="delimiter">As for <see cref="RecordReader"/>.</param>
    /// <param name="visit">Sees each record once, in order.</param>
    /// <param name="visitFirst">Sees the first record, which then is none of the samples; null: all records are.</param>
    /// <exception cref="InvalidDataException">The text cannot be split into records.</exception>
    public static RecordFile Open(string path, byte? delimiter, Action<TextRecord> visit, Action<TextRecord>? visitFirst = null)
    {
        var file = new RecordFile(path, delimiter);
        using var stream = File.OpenRead(path);
        Span<byte> mark = stackalloc byte[ByteOrderMark.Length];
        if (stream.ReadAtLeast(mark, mark.Length, throwOnEndOfStream: false) != mark.Length || !mark.SequenceEqual(ByteOrderMark))
            stream.Position = 0;
        var reader = new RecordReader(stream, delimiter, line: 1);
        if (visitFirst is not null && reader.TryRead(out var first))
            visitFirst(first);
        for (var place = reader.Next; reader.TryRead(out var record); place = reader.Next)
        {
            if (file.Count++ % MarkEvery == 0)
                file._marks.Add(place);
            visit(record);
        }

        return file;
    }

    /// <summary>Shows <paramref name="count"/> records from <paramref name="start"/> on, with their numbers.</summary>
    public void Visit(int start, int count, Action<int, TextRecord> visit)
    {
        var mark = _marks[start / MarkEvery];
        using var stream = File.OpenRead(Path);
        stream.Position = mark.Offset;
        var reader = new RecordReader(stream, _delimiter, mark.Line);
        for (var number = start / MarkEvery * MarkEvery; number < start + count; number++)
        {
            if (!reader.TryRead(out var record))
                throw new InvalidDataException("the file changed while it was read");
            if (number >= start)
                visit(number, record);
        }
    }

    /// <summary>Number of the record's first line, for messages.</summary>
    public int LineOf(int number)
    {
        var line = 0;
        Visit(number, 1, (_, record) => line = record.Line);
        return line;
    }
}
