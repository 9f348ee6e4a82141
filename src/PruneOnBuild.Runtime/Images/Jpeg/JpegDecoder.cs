using System.Buffers.Binary;

namespace PruneOnBuild.Runtime.Images.Jpeg;

/// <summary>
/// JPEG (ITU-T T.81) with Huffman codes, baseline, extended and progressive, 8 bits, gray or three colours, turned as its Exif says. Not
/// read: arithmetic codes, lossless and hierarchical files, CMYK.
/// </summary>
internal sealed class JpegDecoder
{
    private readonly byte[] _file;
    private readonly JpegTables _tables = new();
    private JpegFrame? _frame;
    private int _restart;
    private int _orientation = 1;
    private bool? _adobeRgb;

    private JpegDecoder(byte[] file) => _file = file;

    public static bool Knows(ReadOnlySpan<byte> file) => file.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]);

    /// <exception cref="InvalidDataException">The file is damaged, cut short, or of a kind that is not read.</exception>
    public static Picture Decode(byte[] file) => new JpegDecoder(file).Decode();

    private Picture Decode()
    {
        for (var at = 2; ;)
        {
            var marker = Marker(ref at);
            if (marker == 0xD9)
                break;
            var segment = Segment(ref at);
            switch (marker)
            {
                case 0xC0 or 0xC1 or 0xC2:
                    if (_frame is not null)
                        throw new InvalidDataException("it has two frames");
                    _frame = JpegFrame.Parse(segment, marker == 0xC2, _file.Length);
                    break;
                case 0xC4:
                    _tables.AddHuffman(segment);
                    break;
                case >= 0xC3 and <= 0xCF:
                    throw new InvalidDataException("it is of a rare kind of JPEG (lossless, hierarchical or with arithmetic codes)");
                case 0xDA:
                    var frame = _frame ?? throw new InvalidDataException("its frame header is missing");
                    at = JpegScanReader.Read(_file, at, frame, JpegScan.Parse(segment, frame, _tables), _tables, _restart);
                    break;
                case 0xDB:
                    _tables.AddQuantization(segment);
                    break;
                case 0xDD:
                    _restart = segment.Length == 2 ? BinaryPrimitives.ReadUInt16BigEndian(segment) : throw Damaged();
                    break;
                case 0xE1 when _orientation == 1:
                    _orientation = ExifOrientation.Parse(segment);
                    break;
                case 0xEE when segment.StartsWith("Adobe"u8) && segment.Length >= 12:
                    _adobeRgb = segment[11] == 0;
                    break;
            }
        }

        return Picture();
    }

    private Picture Picture()
    {
        if (_frame is null || _frame.Components.Any(component => component.Steps is null))
            throw new InvalidDataException("its pixels are missing");
        var planes = _frame.Components.Select(component => Upsampling.Apply(JpegPlane.Of(component), component, _frame)).ToArray();
        var isRgb = _adobeRgb ?? _frame.Components.Select(component => (char)component.Id).SequenceEqual("RGB");
        return ExifOrientation.Apply(JpegColours.Join(_frame, planes, isRgb), _orientation);
    }

    private int Marker(ref int at)
    {
        // After damage within a scan, bytes of it may be left; fill bytes may stand before any marker.
        while (at + 1 < _file.Length && (_file[at] != 0xFF || _file[at + 1] is 0 or 0xFF or (>= 0xD0 and <= 0xD7)))
            at++;
        if (at + 1 >= _file.Length)
            throw new InvalidDataException("it ends too early");
        at += 2;
        return _file[at - 1];
    }

    private ReadOnlySpan<byte> Segment(ref int at)
    {
        if (_file.Length - at < 2)
            throw Damaged();
        var length = BinaryPrimitives.ReadUInt16BigEndian(_file.AsSpan(at));
        if (length < 2 || length > _file.Length - at)
            throw Damaged();
        var segment = _file.AsSpan(at + 2, length - 2);
        at += length;
        return segment;
    }

    private static InvalidDataException Damaged() => new("one of its segments ends too early");
}
