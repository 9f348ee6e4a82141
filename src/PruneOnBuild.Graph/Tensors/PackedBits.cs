namespace PruneOnBuild.Graph.Tensors;

/// <summary>Elements of 2 or 4 bits, packed into bytes with the first one in the low bits, and one byte each.</summary>
internal static class PackedBits
{
    /// <summary>One byte per element, the element in its low bits, the others zero.</summary>
    public static byte[] Unpack(ReadOnlySpan<byte> packed, int bits, long count)
    {
        var perByte = 8 / bits;
        var codes = new byte[count];
        for (var i = 0; i < codes.Length; i++)
        {
            codes[i] = (byte)((packed[i / perByte] >> (i % perByte * bits)) & ((1 << bits) - 1));
        }
        return codes;
    }

    public static byte[] Pack(ReadOnlySpan<byte> codes, int bits)
    {
        var perByte = 8 / bits;
        var packed = new byte[(codes.Length + perByte - 1) / perByte];
        for (var i = 0; i < codes.Length; i++)
        {
            packed[i / perByte] |= (byte)((codes[i] & ((1 << bits) - 1)) << (i % perByte * bits));
        }
        return packed;
    }

    /// <summary>Two's complement of the low bits.</summary>
    public static sbyte Signed(byte code, int bits) => (sbyte)((sbyte)(code << (8 - bits)) >> (8 - bits));
}
