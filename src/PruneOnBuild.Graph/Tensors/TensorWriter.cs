using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Google.Protobuf;
using PruneOnBuild.Graph.Onnx;
using DataType = PruneOnBuild.Graph.Onnx.TensorProto.Types.DataType;

namespace PruneOnBuild.Graph.Tensors;

/// <summary>Tensors with new numbers. The template gives name, element type, storage form and metadata; it is not changed.</summary>
public static class TensorWriter
{
    /// <summary>
    /// The values rounded to the template's element type: to nearest, ties to even. What lies beyond its range becomes its nearest
    /// end (so no finite weight turns infinite); NaN stays NaN, and is 0 as an integer.
    /// </summary>
    /// <param name="dims">Their product is the number of values.</param>
    public static TensorProto WithFloats(TensorProto template, IReadOnlyList<long> dims, ReadOnlySpan<float> values)
    {
        RequireCount(dims, values.Length);
        return TensorStorage.With(template, dims, template.ElementType() switch
        {
            DataType.Float => MemoryMarshal.AsBytes(values).ToArray(),
            DataType.Double => Encode(values, value => (double)value),
            DataType.Float16 => Encode(values, ToHalf),
            DataType.Bfloat16 => Encode(values, ToBfloat16),
            _ => Whole(template, values, value => MathF.Round(value)),
        });
    }

    /// <summary>The values in the template's integer or floating type; beyond its range the nearest end.</summary>
    /// <param name="dims">Their product is the number of values.</param>
    public static TensorProto WithLongs(TensorProto template, IReadOnlyList<long> dims, ReadOnlySpan<long> values)
    {
        RequireCount(dims, values.Length);
        return ElementTypes.IsFloat(template.ElementType())
            ? WithFloats(template, dims, Array.ConvertAll(values.ToArray(), value => (float)value))
            : TensorStorage.With(template, dims, Whole(template, values, value => value));
    }

    /// <summary>A new float tensor in raw form.</summary>
    public static TensorProto Create(string name, IReadOnlyList<long> dims, ReadOnlySpan<float> values) =>
        WithFloats(Blank(name, DataType.Float), dims, values);

    /// <summary>A new int64 tensor in raw form.</summary>
    public static TensorProto Create(string name, IReadOnlyList<long> dims, ReadOnlySpan<long> values) =>
        WithLongs(Blank(name, DataType.Int64), dims, values);

    private static TensorProto Blank(string name, DataType type) =>
        new() { Name = name, DataType = (int)type, RawData = ByteString.Empty };

    private static byte[] Whole<T>(TensorProto template, ReadOnlySpan<T> values, Func<T, T> round)
        where T : INumberBase<T> => template.ElementType() switch
    {
        DataType.Int64 => Encode(values, value => long.CreateSaturating(round(value))),
        DataType.Int32 => Encode(values, value => int.CreateSaturating(round(value))),
        DataType.Int16 => Encode(values, value => short.CreateSaturating(round(value))),
        DataType.Int8 => Encode(values, value => sbyte.CreateSaturating(round(value))),
        DataType.Uint64 => Encode(values, value => ulong.CreateSaturating(round(value))),
        DataType.Uint32 => Encode(values, value => uint.CreateSaturating(round(value))),
        DataType.Uint16 => Encode(values, value => ushort.CreateSaturating(round(value))),
        DataType.Uint8 => Encode(values, value => byte.CreateSaturating(round(value))),
        DataType.Bool => Encode(values, value => T.IsZero(value) ? (byte)0 : (byte)1),
        DataType.Uint4 => Pack(values, value => Math.Min(byte.CreateSaturating(round(value)), (byte)15), 4),
        DataType.Uint2 => Pack(values, value => Math.Min(byte.CreateSaturating(round(value)), (byte)3), 2),
        DataType.Int4 => Pack(values, value => (byte)Math.Clamp(sbyte.CreateSaturating(round(value)), (sbyte)-8, (sbyte)7), 4),
        DataType.Int2 => Pack(values, value => (byte)Math.Clamp(sbyte.CreateSaturating(round(value)), (sbyte)-2, (sbyte)1), 2),
        var type => throw new InvalidOperationException($"Tensor '{template.Name}' of {type} cannot take numbers."),
    };

    private static byte[] Encode<TValue, TStored>(ReadOnlySpan<TValue> values, Func<TValue, TStored> convert)
        where TStored : unmanaged
    {
        var bytes = new byte[checked(values.Length * Unsafe.SizeOf<TStored>())];
        var stored = MemoryMarshal.Cast<byte, TStored>(bytes.AsSpan());
        for (var i = 0; i < stored.Length; i++) stored[i] = convert(values[i]);
        return bytes;
    }

    private static byte[] Pack<T>(ReadOnlySpan<T> values, Func<T, byte> code, int bits) => PackedBits.Pack(Encode(values, code), bits);

    private static Half ToHalf(float value)
    {
        var half = (Half)value;
        return Half.IsInfinity(half) && float.IsFinite(value) ? (value > 0 ? Half.MaxValue : Half.MinValue) : half;
    }

    private static ushort ToBfloat16(float value)
    {
        var bits = BitConverter.SingleToUInt32Bits(value);
        if (float.IsNaN(value)) return (ushort)((bits >> 16) | 0x40);
        var rounded = (ushort)((bits + 0x7FFF + ((bits >> 16) & 1)) >> 16);
        var isInfinite = (rounded & 0x7FFF) == 0x7F80;
        return isInfinite && float.IsFinite(value) ? (ushort)(rounded - 1) : rounded;
    }

    private static void RequireCount(IReadOnlyList<long> dims, long count)
    {
        if (ElementCounts.Of(dims) != count)
            throw new ArgumentException($"{count} values do not fill [{string.Join(", ", dims)}].", nameof(dims));
    }
}
