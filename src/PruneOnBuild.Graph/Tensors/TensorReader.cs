using System.Numerics;
using System.Runtime.InteropServices;
using PruneOnBuild.Graph.Onnx;
using DataType = PruneOnBuild.Graph.Onnx.TensorProto.Types.DataType;

namespace PruneOnBuild.Graph.Tensors;

/// <summary>The numbers of a tensor in row-major order, whatever its storage form. Tensors of a <see cref="ModelGraph"/> are consistent.</summary>
public static class TensorReader
{
    /// <summary>Float, float16, bfloat16, double (rounded to float) and integers (rounded where beyond 2^24).</summary>
    /// <exception cref="InvalidOperationException">The element type is no such number; see <see cref="ElementTypes"/>.</exception>
    public static float[] Floats(TensorProto tensor) => tensor.ElementType() switch
    {
        DataType.Bfloat16 => Convert<ushort, float>(tensor, bits => BitConverter.UInt32BitsToSingle((uint)bits << 16)),
        DataType.Float => Stored<float>(tensor).ToArray(),
        DataType.Float16 => Convert<Half, float>(tensor, value => (float)value),
        DataType.Double => Convert<double, float>(tensor, value => (float)value),
        _ => Whole<float>(tensor),
    };

    /// <summary>Integers and booleans (0 or 1). Unsigned 64-bit values above a long's range wrap.</summary>
    /// <exception cref="InvalidOperationException">The element type is not whole; see <see cref="ElementTypes.IsInteger"/>.</exception>
    public static long[] Longs(TensorProto tensor) => Whole<long>(tensor);

    /// <summary>The bytes of raw_data, whatever the storage form: little-endian, elements below 8 bits packed. Not for strings.</summary>
    /// <exception cref="InvalidDataException">Dimensions, type and stored data do not agree.</exception>
    public static ReadOnlyMemory<byte> Bytes(TensorProto tensor) => TensorStorage.Bytes(tensor);

    private static T[] Whole<T>(TensorProto tensor)
        where T : INumberBase<T> => tensor.ElementType() switch
    {
        DataType.Int64 => Convert<long, T>(tensor, T.CreateTruncating),
        DataType.Int32 => Convert<int, T>(tensor, T.CreateTruncating),
        DataType.Int16 => Convert<short, T>(tensor, T.CreateTruncating),
        DataType.Int8 => Convert<sbyte, T>(tensor, T.CreateTruncating),
        DataType.Uint64 => Convert<ulong, T>(tensor, T.CreateTruncating),
        DataType.Uint32 => Convert<uint, T>(tensor, T.CreateTruncating),
        DataType.Uint16 => Convert<ushort, T>(tensor, T.CreateTruncating),
        DataType.Uint8 => Convert<byte, T>(tensor, T.CreateTruncating),
        DataType.Bool => Convert<byte, T>(tensor, value => value == 0 ? T.Zero : T.One),
        DataType.Uint4 or DataType.Uint2 => Array.ConvertAll(Codes(tensor), T.CreateTruncating),
        DataType.Int4 or DataType.Int2 => Array.ConvertAll(Codes(tensor), code => T.CreateTruncating(Signed(code, tensor))),
        var type => throw new InvalidOperationException($"Tensor '{tensor.Name}' of {type} holds no numbers that can be read."),
    };

    private static ReadOnlySpan<T> Stored<T>(TensorProto tensor)
        where T : unmanaged => MemoryMarshal.Cast<byte, T>(TensorStorage.Bytes(tensor).Span);

    private static T[] Convert<TStored, T>(TensorProto tensor, Func<TStored, T> convert)
        where TStored : unmanaged
    {
        var stored = Stored<TStored>(tensor);
        var values = new T[stored.Length];
        for (var i = 0; i < values.Length; i++) values[i] = convert(stored[i]);
        return values;
    }

    private static byte[] Codes(TensorProto tensor) =>
        PackedBits.Unpack(TensorStorage.Bytes(tensor).Span, ElementTypes.Bits(tensor.ElementType()), tensor.ElementCount());

    private static sbyte Signed(byte code, TensorProto tensor) => PackedBits.Signed(code, ElementTypes.Bits(tensor.ElementType()));
}
