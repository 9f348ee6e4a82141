using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Google.Protobuf;
using Google.Protobuf.Collections;
using PruneOnBuild.Graph.Onnx;
using DataLocation = PruneOnBuild.Graph.Onnx.TensorProto.Types.DataLocation;
using DataType = PruneOnBuild.Graph.Onnx.TensorProto.Types.DataType;

namespace PruneOnBuild.Graph.Tensors;

/// <summary>
/// One view on every storage form: raw bytes as raw_data has them (little-endian; elements below 8 bits packed, first one low),
/// whether the tensor stores them so, outside the model file, or in the field typed for its elements. Not for strings.
/// </summary>
internal static class TensorStorage
{
    public static bool IsExternal(TensorProto tensor) => tensor.DataLocation == DataLocation.External;

    /// <summary>External tensors count as raw: the reader has filled their raw_data.</summary>
    public static bool IsRaw(TensorProto tensor) =>
        // Some exporters write an empty raw_data beside the typed field.
        IsExternal(tensor) || (tensor.HasRawData && (!tensor.RawData.IsEmpty || TypedCount(tensor) == 0));

    /// <summary>Entries of the typed field, and how many the element count asks for.</summary>
    public static (long Stored, long Needed) TypedLength(TensorProto tensor, long count) =>
        (TypedCount(tensor), ElementTypes.Bits(tensor.ElementType()) switch
        {
            // One byte of packed elements per entry.
            2 => count / 4 + (count % 4 > 0 ? 1 : 0),
            4 => count / 2 + (count % 2 > 0 ? 1 : 0),
            _ => tensor.ElementType() is DataType.Complex64 or DataType.Complex128 && count < long.MaxValue / 2 ? count * 2 : count,
        });

    public static ReadOnlyMemory<byte> Bytes(TensorProto tensor)
    {
        if (TensorCheck.Problem(tensor) is { } problem) throw new InvalidDataException($"Tensor '{tensor.Name}' {problem}.");
        if (IsRaw(tensor)) return tensor.RawData.Memory;
        return tensor.ElementType() switch
        {
            DataType.Float or DataType.Complex64 => Narrow(tensor.FloatData, value => value),
            DataType.Double or DataType.Complex128 => Narrow(tensor.DoubleData, value => value),
            DataType.Int64 => Narrow(tensor.Int64Data, value => value),
            DataType.Uint64 => Narrow(tensor.Uint64Data, value => value),
            DataType.Uint32 => Narrow(tensor.Uint64Data, value => (uint)value),
            DataType.Int32 => Narrow(tensor.Int32Data, value => value),
            var type when ElementTypes.Bits(type) == 16 => Narrow(tensor.Int32Data, value => (ushort)value),
            _ => Narrow(tensor.Int32Data, value => (byte)value),
        };
    }

    /// <summary>A copy of the template (name, type, storage form, metadata) with other dimensions and bytes.</summary>
    public static TensorProto With(TensorProto template, IEnumerable<long> dims, byte[] bytes)
    {
        var tensor = Emptied(template, dims);
        if (IsRaw(template)) tensor.RawData = UnsafeByteOperations.UnsafeWrap(bytes);
        else FillTyped(tensor, bytes);
        return tensor;
    }

    public static TensorProto Emptied(TensorProto template, IEnumerable<long> dims)
    {
        long[] newDims = [.. dims];
        var tensor = template.Clone();
        tensor.Dims.Clear();
        tensor.Dims.Add(newDims);
        tensor.ClearRawData();
        tensor.FloatData.Clear();
        tensor.DoubleData.Clear();
        tensor.Int32Data.Clear();
        tensor.Int64Data.Clear();
        tensor.Uint64Data.Clear();
        tensor.StringData.Clear();
        return tensor;
    }

    private static void FillTyped(TensorProto tensor, byte[] bytes)
    {
        switch (tensor.ElementType())
        {
            case DataType.Float or DataType.Complex64: Widen<float, float>(tensor.FloatData, bytes, value => value); break;
            case DataType.Double or DataType.Complex128: Widen<double, double>(tensor.DoubleData, bytes, value => value); break;
            case DataType.Int64: Widen<long, long>(tensor.Int64Data, bytes, value => value); break;
            case DataType.Uint64: Widen<ulong, ulong>(tensor.Uint64Data, bytes, value => value); break;
            case DataType.Uint32: Widen<uint, ulong>(tensor.Uint64Data, bytes, value => value); break;
            case DataType.Int32: Widen<int, int>(tensor.Int32Data, bytes, value => value); break;
            case DataType.Int16: Widen<short, int>(tensor.Int32Data, bytes, value => value); break;
            case DataType.Int8: Widen<sbyte, int>(tensor.Int32Data, bytes, value => value); break;
            case var type when ElementTypes.Bits(type) == 16: Widen<ushort, int>(tensor.Int32Data, bytes, value => value); break;
            default: Widen<byte, int>(tensor.Int32Data, bytes, value => value); break;
        }
    }

    private static long TypedCount(TensorProto tensor) => tensor.ElementType() switch
    {
        DataType.Float or DataType.Complex64 => tensor.FloatData.Count,
        DataType.Double or DataType.Complex128 => tensor.DoubleData.Count,
        DataType.Int64 => tensor.Int64Data.Count,
        DataType.Uint32 or DataType.Uint64 => tensor.Uint64Data.Count,
        _ => tensor.Int32Data.Count,
    };

    private static byte[] Narrow<TWide, T>(RepeatedField<TWide> field, Func<TWide, T> narrow)
        where T : unmanaged
    {
        var bytes = new byte[checked(field.Count * Unsafe.SizeOf<T>())];
        var narrowed = MemoryMarshal.Cast<byte, T>(bytes.AsSpan());
        for (var i = 0; i < narrowed.Length; i++) narrowed[i] = narrow(field[i]);
        return bytes;
    }

    private static void Widen<T, TWide>(RepeatedField<TWide> field, byte[] bytes, Func<T, TWide> widen)
        where T : unmanaged
    {
        var values = MemoryMarshal.Cast<byte, T>(bytes.AsSpan());
        field.Capacity = values.Length;
        foreach (var value in values) field.Add(widen(value));
    }
}
