using System.Buffers.Binary;
using PruneOnBuild.Graph.Onnx;
using DataType = PruneOnBuild.Graph.Onnx.TensorProto.Types.DataType;

namespace PruneOnBuild.Graph.Shapes;

/// <summary>Reads the contents of small constant tensors.</summary>
internal static class ConstantValue
{
    /// <summary>null for tensors of more than <see cref="TensorValue.MostElements"/> elements, of other types, and for damaged ones.</summary>
    public static TensorValue? Of(TensorProto tensor)
    {
        long count = 1;
        foreach (var dim in tensor.Dims)
        {
            if (dim is < 0 or > TensorValue.MostElements) return null;
            count *= dim;
            if (count > TensorValue.MostElements) return null;
        }
        var type = (DataType)tensor.DataType;
        return type switch
        {
            DataType.Float => Reals(tensor, type, count, 4, tensor.FloatData, value => value,
                bytes => BinaryPrimitives.ReadSingleLittleEndian(bytes)),
            DataType.Double => Reals(tensor, type, count, 8, tensor.DoubleData, value => value, BinaryPrimitives.ReadDoubleLittleEndian),
            DataType.Float16 => Reals(tensor, type, count, 2, tensor.Int32Data, bits => (double)BitConverter.UInt16BitsToHalf((ushort)bits),
                bytes => (double)BinaryPrimitives.ReadHalfLittleEndian(bytes)),
            DataType.Int64 => Whole(tensor, count, 8, tensor.Int64Data, BinaryPrimitives.ReadInt64LittleEndian),
            DataType.Int32 => Whole(tensor, count, 4, Narrow(tensor), bytes => BinaryPrimitives.ReadInt32LittleEndian(bytes)),
            DataType.Int16 => Whole(tensor, count, 2, Narrow(tensor), bytes => BinaryPrimitives.ReadInt16LittleEndian(bytes)),
            DataType.Uint16 => Whole(tensor, count, 2, Narrow(tensor), bytes => BinaryPrimitives.ReadUInt16LittleEndian(bytes)),
            DataType.Int8 => Whole(tensor, count, 1, Narrow(tensor), bytes => (sbyte)bytes[0]),
            DataType.Uint8 or DataType.Bool => Whole(tensor, count, 1, Narrow(tensor), bytes => bytes[0]),
            DataType.Uint32 => Whole(tensor, count, 4, tensor.Uint64Data.Select(value => (long)value), bytes => BinaryPrimitives.ReadUInt32LittleEndian(bytes)),
            _ => null,
        };
    }

    private static IEnumerable<long> Narrow(TensorProto tensor) => tensor.Int32Data.Select(value => (long)value);

    private delegate T Read<T>(ReadOnlySpan<byte> bytes);

    private static TensorValue? Reals<T>(TensorProto tensor, DataType type, long count, int size,
        IEnumerable<T> typed, Func<T, double> convert, Read<double> read) =>
        Elements(tensor, count, size, typed.Select(convert), read) is { } all ? TensorValue.Of(type, all) : null;

    private static TensorValue? Whole(TensorProto tensor, long count, int size, IEnumerable<long> typed, Read<long> read) =>
        Elements(tensor, count, size, typed, read) is { } all ? TensorValue.Of(all.Select(value => (Dim)value)) : null;

    private static T[]? Elements<T>(TensorProto tensor, long count, int size, IEnumerable<T> typed, Read<T> read)
    {
        if (!tensor.HasRawData) return typed.ToArray() is var all && all.Length == count ? all : null;
        var raw = tensor.RawData.Span;
        if (raw.Length != count * size) return null;
        var elements = new T[count];
        for (var i = 0; i < elements.Length; i++) elements[i] = read(raw.Slice(i * size, size));
        return elements;
    }
}
