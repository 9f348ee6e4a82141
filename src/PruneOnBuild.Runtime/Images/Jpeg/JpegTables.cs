using System.Buffers.Binary;

namespace PruneOnBuild.Runtime.Images.Jpeg;

/// <summary>Quantization and Huffman tables, as far as the file has been read.</summary>
internal sealed class JpegTables
{
    private const int HuffmanLengths = HuffmanTable.MostBits;

    private readonly ushort[]?[] _steps = new ushort[4][];
    private readonly HuffmanTable?[] _means = new HuffmanTable[4];
    private readonly HuffmanTable?[] _others = new HuffmanTable[4];

    /// <summary>Quantization steps in the order of the image.</summary>
    public ushort[] Steps(int number) => _steps[number] ?? throw new InvalidDataException("one of its quantization tables is missing");

    public HuffmanTable Means(int number) => Known(_means, number);

    public HuffmanTable Others(int number) => Known(_others, number);

    /// <summary>A DQT segment (T.81, B.2.4.1).</summary>
    public void AddQuantization(ReadOnlySpan<byte> segment)
    {
        while (!segment.IsEmpty)
        {
            var (wide, number) = (segment[0] >> 4, segment[0] & 15);
            var length = wide == 0 ? 64 : 128;
            if (wide > 1 || number > 3 || segment.Length < 1 + length)
                throw new InvalidDataException("one of its quantization tables is damaged");
            var steps = new ushort[64];
            for (var index = 0; index < 64; index++)
                steps[Zigzag.Order[index]] =
                    wide == 0 ? segment[1 + index] : BinaryPrimitives.ReadUInt16BigEndian(segment[(1 + 2 * index)..]);
            _steps[number] = steps;
            segment = segment[(1 + length)..];
        }
    }

    /// <summary>A DHT segment (T.81, B.2.4.2).</summary>
    public void AddHuffman(ReadOnlySpan<byte> segment)
    {
        while (!segment.IsEmpty)
        {
            var (kind, number) = (segment[0] >> 4, segment[0] & 15);
            if (kind > 1 || number > 3 || segment.Length < 1 + HuffmanLengths)
                throw new InvalidDataException("one of its Huffman tables is damaged");
            var counts = segment.Slice(1, HuffmanLengths);
            var symbols = 0;
            foreach (var count in counts)
                symbols += count;
            if (segment.Length < 1 + HuffmanLengths + symbols)
                throw new InvalidDataException("one of its Huffman tables is damaged");
            (kind == 0 ? _means : _others)[number] = HuffmanTable.Of(counts, segment.Slice(1 + HuffmanLengths, symbols));
            segment = segment[(1 + HuffmanLengths + symbols)..];
        }
    }

    private static HuffmanTable Known(HuffmanTable?[] tables, int number) =>
        (number < tables.Length ? tables[number] : null) ?? throw new InvalidDataException("one of its Huffman tables is missing");
}
