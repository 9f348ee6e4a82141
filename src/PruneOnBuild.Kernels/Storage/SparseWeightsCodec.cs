using System.Buffers.Binary;

namespace PruneOnBuild.Kernels.Storage;

/// <summary>Sparse weights as bytes, as a model file holds them in one constant tensor of uint8.</summary>
/// <remarks>
/// Little-endian, three parts without gaps:
/// <code>
///  0  "POBS"                    8  rows          20  blocks stored
///  4  version, 1               12  columns       24  bytes of places
///  5  type: 0 fp32, 1 fp16     16  block rows    28  CRC-32C of all but itself
///  6  places: 0 bits, 1 deltas                   32  places, in whichever coding is shorter
///  7  0                                              then the values, block by block
/// </code>
/// Equal weights give equal bytes. Sizes are at most 2^24 each. A block is one column wide; wider ones are stored as several.
/// </remarks>
public static class SparseWeightsCodec
{
    /// <exception cref="ArgumentException">The matrix is larger than the form can hold.</exception>
    public static byte[] Encode(SparseWeights weights, StoredType type = StoredType.Fp32)
    {
        if (!PackedHeader.IsInRange(weights.Rows, 0) || !PackedHeader.IsInRange(weights.Columns, 0) || !PackedHeader.IsInRange(weights.BlockRows, 1))
            throw TooLarge(weights);

        long bits = BitmaskIndices.Bytes((long)weights.BlockRowCount * weights.Columns), deltas = DeltaIndices.Bytes(weights);
        if (Math.Min(bits, deltas) > Array.MaxLength)
            throw TooLarge(weights);
        var coding = bits <= deltas ? IndexCoding.Bitmask : IndexCoding.Deltas;
        var header = new PackedHeader(
            type, coding, weights.Rows, weights.Columns, weights.BlockRows, weights.Indices.Length, (int)Math.Min(bits, deltas));
        if (header.Length > Array.MaxLength)
            throw TooLarge(weights);

        var packed = new byte[header.Length];
        var places = packed.AsSpan(PackedHeader.Size, header.IndexBytes);
        if (coding == IndexCoding.Bitmask)
            BitmaskIndices.Write(weights, places);
        else
            DeltaIndices.Write(weights, places);
        WriteValues(weights.Values, type, packed.AsSpan(PackedHeader.Size + header.IndexBytes));
        header.Write(packed);
        return packed;
    }

    /// <exception cref="InvalidDataException">The bytes are damaged, cut short, or of a later version.</exception>
    public static SparseWeights Decode(ReadOnlySpan<byte> packed)
    {
        var header = PackedHeader.Read(packed);
        var blocks = new BlockPlaces(header);
        var places = packed.Slice(PackedHeader.Size, header.IndexBytes);
        if (header.Coding == IndexCoding.Bitmask)
            BitmaskIndices.Read(places, header, blocks);
        else
            DeltaIndices.Read(places, header, blocks);
        blocks.End();

        var values = ReadValues(packed[(PackedHeader.Size + header.IndexBytes)..], header);
        RequireNothingBelow(header, blocks, values);
        return SparseWeights.FromBlocks(header.Rows, header.Columns, header.BlockRows, blocks.Starts, blocks.Indices, values);
    }

    private static void WriteValues(ReadOnlySpan<float> values, StoredType type, Span<byte> bytes)
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (type == StoredType.Fp16)
                BinaryPrimitives.WriteHalfLittleEndian(bytes[(i * sizeof(ushort))..], Rounded(values[i]));
            else
                BinaryPrimitives.WriteSingleLittleEndian(bytes[(i * sizeof(float))..], values[i]);
        }
    }

    private static float[] ReadValues(ReadOnlySpan<byte> bytes, in PackedHeader header)
    {
        var values = new float[bytes.Length / header.ValueBytes];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = header.Type == StoredType.Fp16
                ? (float)BinaryPrimitives.ReadHalfLittleEndian(bytes[(i * sizeof(ushort))..])
                : BinaryPrimitives.ReadSingleLittleEndian(bytes[(i * sizeof(float))..]);
        }
        return values;
    }

    private static Half Rounded(float value)
    {
        var half = (Half)value;
        return Half.IsInfinity(half) && float.IsFinite(value) ? (value > 0 ? Half.MaxValue : Half.MinValue) : half;
    }

    /// <summary>Kernels rely on it: where the last block row hangs over the matrix, its values are 0.</summary>
    private static void RequireNothingBelow(in PackedHeader header, BlockPlaces blocks, ReadOnlySpan<float> values)
    {
        int inside = header.Rows % header.BlockRows;
        if (inside == 0)
            return;
        for (int block = blocks.Starts[^2]; block < blocks.Starts[^1]; block++)
        {
            if (values.Slice(block * header.BlockRows, header.BlockRows)[inside..].ContainsAnyExcept(0f))
                throw Damage.Found("a value lies below the last row");
        }
    }

    private static ArgumentException TooLarge(SparseWeights weights) =>
        new($"{weights.Rows} rows of {weights.Columns} columns with {weights.Indices.Length} blocks are too large to pack.");
}
