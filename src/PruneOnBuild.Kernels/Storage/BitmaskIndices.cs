using System.Numerics;

namespace PruneOnBuild.Kernels.Storage;

/// <summary>A bit for each place, the lowest of the first byte first: 1 where a block is. Bits behind the last place are 0.</summary>
internal static class BitmaskIndices
{
    public static long Bytes(long places) => (places + 7) / 8;

    /// <param name="bytes">All 0 before.</param>
    public static void Write(SparseWeights weights, Span<byte> bytes)
    {
        foreach (long place in BlockPlaces.Of(weights))
            bytes[(int)(place >> 3)] |= (byte)(1 << (int)(place & 7));
    }

    /// <exception cref="InvalidDataException">Not as many bits as blocks, or some behind the last place.</exception>
    public static void Read(ReadOnlySpan<byte> bytes, in PackedHeader header, BlockPlaces places)
    {
        if (bytes.Length != Bytes(header.Places))
            throw Damage.Found($"{header.Places} places need {Bytes(header.Places)} bytes of bits, not {bytes.Length}");
        for (int i = 0; i < bytes.Length; i++)
            for (int bits = bytes[i]; bits != 0; bits &= bits - 1)
                places.Add((long)i * 8 + BitOperations.TrailingZeroCount(bits));
    }
}
