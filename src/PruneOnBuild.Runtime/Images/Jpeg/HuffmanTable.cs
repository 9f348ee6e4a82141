namespace PruneOnBuild.Runtime.Images.Jpeg;

/// <summary>A code of up to 16 bits for each symbol (ITU-T T.81, annex C and F.2.2.3).</summary>
internal sealed class HuffmanTable
{
    public const int MostBits = 16;

    private readonly int[] _last = new int[MostBits + 1];
    private readonly int[] _offset = new int[MostBits + 1];
    private readonly byte[] _symbols;

    private HuffmanTable(byte[] symbols) => _symbols = symbols;

    /// <param name="counts">How many codes there are of 1, 2, ... 16 bits.</param>
    /// <exception cref="InvalidDataException">There are more codes than their lengths leave room for.</exception>
    public static HuffmanTable Of(ReadOnlySpan<byte> counts, ReadOnlySpan<byte> symbols)
    {
        var table = new HuffmanTable(symbols.ToArray());
        var (code, index) = (0, 0);
        for (var bits = 1; bits <= MostBits; bits++)
        {
            table._offset[bits] = index - code;
            code += counts[bits - 1];
            index += counts[bits - 1];
            table._last[bits] = code - 1;
            if (code > 1 << bits)
                throw new InvalidDataException("one of its Huffman tables is no code");
            code <<= 1;
        }

        return table;
    }

    /// <exception cref="InvalidDataException">The next bits are no code of this table, or there are none.</exception>
    public int Decode(JpegBits bits)
    {
        var next = bits.Peek16();
        for (var length = 1; length <= MostBits; length++)
        {
            var code = next >> (MostBits - length);
            if (code > _last[length])
                continue;
            var symbol = code + _offset[length];
            if (symbol < 0 || symbol >= _symbols.Length)
                break;
            bits.Skip(length);
            return _symbols[symbol];
        }

        throw new InvalidDataException("its pixels are damaged");
    }
}
