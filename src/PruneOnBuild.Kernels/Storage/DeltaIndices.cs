namespace PruneOnBuild.Kernels.Storage;

/// <summary>How many empty places are before each block: a byte below 255; or 255 and the rest in 7-bit groups, lowest first, each but
/// the last with its high bit set.</summary>
internal static class DeltaIndices
{
    private const byte Escape = byte.MaxValue;
    private const int MostGroupBits = 63;

    public static long Bytes(SparseWeights weights)
    {
        long bytes = 0, next = 0;
        foreach (long place in BlockPlaces.Of(weights))
        {
            long empty = place - next;
            bytes++;
            if (empty >= Escape)
            {
                for (empty -= Escape; empty >= 0x80; empty >>= 7)
                    bytes++;
                bytes++;
            }
            next = place + 1;
        }
        return bytes;
    }

    public static void Write(SparseWeights weights, Span<byte> bytes)
    {
        int at = 0;
        long next = 0;
        foreach (long place in BlockPlaces.Of(weights))
        {
            long empty = place - next;
            bytes[at++] = (byte)Math.Min(empty, Escape);
            if (empty >= Escape)
            {
                for (empty -= Escape; empty >= 0x80; empty >>= 7)
                    bytes[at++] = (byte)(empty | 0x80);
                bytes[at++] = (byte)empty;
            }
            next = place + 1;
        }
    }

    /// <exception cref="InvalidDataException">The bytes are not those of as many blocks as there are.</exception>
    public static void Read(ReadOnlySpan<byte> bytes, in PackedHeader header, BlockPlaces places)
    {
        int at = 0;
        long next = 0;
        for (int i = 0; i < header.Blocks; i++)
        {
            long empty = At(bytes, at++);
            if (empty == Escape)
            {
                long group;
                int shift = 0;
                do
                {
                    group = At(bytes, at++);
                    empty += (group & 0x7F) << shift;
                    shift += 7;
                }
                while (group >= 0x80 && shift < MostGroupBits - 7);
                if (group >= 0x80)
                    throw Damage.Found("a distance between two blocks has no end");
            }
            places.Add(next += empty);
            next++;
        }
        if (at != bytes.Length)
            throw Damage.Found($"{bytes.Length - at} bytes follow the last block's place");
    }

    private static byte At(ReadOnlySpan<byte> bytes, int at) =>
        at < bytes.Length ? bytes[at] : throw Damage.Found("the places end before the blocks do");
}
