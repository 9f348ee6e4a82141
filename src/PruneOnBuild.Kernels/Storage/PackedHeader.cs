using System.Buffers.Binary;
using System.Numerics;

namespace PruneOnBuild.Kernels.Storage;

/// <summary>The first 32 bytes of packed weights; see <see cref="SparseWeightsCodec"/> for their order.</summary>
/// <param name="Blocks">How many blocks are stored.</param>
/// <param name="IndexBytes">How many bytes say where they are.</param>
internal readonly record struct PackedHeader(StoredType Type, IndexCoding Coding, int Rows, int Columns, int BlockRows, int Blocks, int IndexBytes)
{
    public const int Size = 32;

    /// <summary>Rows, columns and block rows at most: 32 hostile bytes must not ask for gigabytes.</summary>
    public const int MostRows = 1 << 24;

    private const uint Magic = 0x53424F50; // "POBS"
    private const byte Version = 1;
    private const int ChecksumAt = Size - sizeof(uint);

    public int ValueBytes => Type == StoredType.Fp16 ? sizeof(ushort) : sizeof(float);

    public long BlockRowCount => (Rows + (long)BlockRows - 1) / BlockRows;

    /// <summary>Where a block can be: block row by block row, column by column.</summary>
    public long Places => BlockRowCount * Columns;

    /// <summary>Bytes in all.</summary>
    public long Length => Size + IndexBytes + (long)Blocks * BlockRows * ValueBytes;

    /// <param name="packed">All bytes; what follows the header is already there.</param>
    public void Write(Span<byte> packed)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(packed, Magic);
        packed[4] = Version;
        packed[5] = (byte)Type;
        packed[6] = (byte)Coding;
        packed[7] = 0;
        BinaryPrimitives.WriteInt32LittleEndian(packed[8..], Rows);
        BinaryPrimitives.WriteInt32LittleEndian(packed[12..], Columns);
        BinaryPrimitives.WriteInt32LittleEndian(packed[16..], BlockRows);
        BinaryPrimitives.WriteInt32LittleEndian(packed[20..], Blocks);
        BinaryPrimitives.WriteInt32LittleEndian(packed[24..], IndexBytes);
        BinaryPrimitives.WriteUInt32LittleEndian(packed[ChecksumAt..], Checksum(packed));
    }

    /// <exception cref="InvalidDataException">These are not all the bytes of packed weights, and only those.</exception>
    public static PackedHeader Read(ReadOnlySpan<byte> packed)
    {
        if (packed.Length < Size || BinaryPrimitives.ReadUInt32LittleEndian(packed) != Magic)
            throw Damage.Found("they do not begin as packed weights do");
        if (packed[4] != Version)
            throw Damage.Found($"they have version {packed[4]}, and this library reads version {Version}");
        if (packed[5] > (byte)StoredType.Fp16 || packed[6] > (byte)IndexCoding.Deltas || packed[7] != 0)
            throw Damage.Found("they name a coding that version 1 does not have");

        var header = new PackedHeader((StoredType)packed[5], (IndexCoding)packed[6], Number(packed, 8), Number(packed, 12),
            Number(packed, 16), Number(packed, 20), Number(packed, 24));
        if (!IsInRange(header.Rows, 0) || !IsInRange(header.Columns, 0) || !IsInRange(header.BlockRows, 1))
            throw Damage.Found($"{header.Rows} rows of {header.Columns} columns in blocks of {header.BlockRows} rows are no such matrix");
        if (header.Blocks < 0 || header.Blocks > header.Places || header.IndexBytes < 0)
            throw Damage.Found($"{header.Blocks} blocks have no place in {header.Rows} rows of {header.Columns} columns");
        if (header.Length != packed.Length)
            throw Damage.Found($"they should be {header.Length} bytes and are {packed.Length}");
        if (BinaryPrimitives.ReadUInt32LittleEndian(packed[ChecksumAt..]) != Checksum(packed))
            throw Damage.Found("their checksum is wrong");
        return header;
    }

    public static bool IsInRange(int size, int least) => size >= least && size <= MostRows;

    private static int Number(ReadOnlySpan<byte> packed, int at) => BinaryPrimitives.ReadInt32LittleEndian(packed[at..]);

    /// <summary>CRC-32C of everything but the checksum itself.</summary>
    private static uint Checksum(ReadOnlySpan<byte> packed) => Checksum(packed[Size..], Checksum(packed[..ChecksumAt], uint.MaxValue)) ^ uint.MaxValue;

    private static uint Checksum(ReadOnlySpan<byte> bytes, uint sum)
    {
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
            sum = BitOperations.Crc32C(sum, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        foreach (byte rest in bytes)
            sum = BitOperations.Crc32C(sum, rest);
        return sum;
    }
}
