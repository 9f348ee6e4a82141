using System.Collections.Immutable;
using System.IO.Compression;
using PruneOnBuild.Pruning.Plans;

namespace PruneOnBuild.Cli.Locking;

/// <summary>The mask of one weight tensor as text. Not decoded before it is used, so that reading and writing it changes nothing.</summary>
/// <param name="Weight">The constant's name in the dense model.</param>
/// <param name="Elements">Of the weight.</param>
/// <param name="Kept">Base64 of deflated bits, least significant first, row-major: 1 where an element stays.</param>
internal sealed record PackedMask(string Weight, int Elements, string Kept)
{
    private const int Bits = 8;

    public static PackedMask Of(WeightMask mask)
    {
        byte[] bits = new byte[Bytes(mask.Kept.Length)];
        for (int i = 0; i < mask.Kept.Length; i++)
            bits[i / Bits] |= (byte)(mask.Kept[i] ? 1 << (i % Bits) : 0);
        using var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
            deflate.Write(bits);
        return new PackedMask(mask.Weight, mask.Kept.Length, Convert.ToBase64String(packed.ToArray()));
    }

    /// <exception cref="FormatException">The text is not what <see cref="Of"/> wrote for as many elements.</exception>
    public WeightMask Unpack()
    {
        byte[] bits = Inflate();
        return new WeightMask(Weight, [.. Enumerable.Range(0, Elements).Select(i => (bits[i / Bits] >> (i % Bits) & 1) == 1)]);
    }

    private static int Bytes(int elements) => (elements + Bits - 1) / Bits;

    private byte[] Inflate()
    {
        try
        {
            using var deflate = new DeflateStream(new MemoryStream(Convert.FromBase64String(Kept)), CompressionMode.Decompress);
            byte[] bits = new byte[Bytes(Elements)];
            deflate.ReadExactly(bits);
            return deflate.ReadByte() < 0 ? bits : throw new FormatException("There are more bits than elements.");
        }
        catch (Exception failure) when (failure is InvalidDataException or EndOfStreamException or OverflowException or ArgumentException)
        {
            throw new FormatException("The bits do not inflate to as many as there are elements.", failure);
        }
    }
}
