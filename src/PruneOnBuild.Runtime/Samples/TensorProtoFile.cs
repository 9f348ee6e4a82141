using System.Runtime.InteropServices;
using Google.Protobuf;
using Microsoft.ML.OnnxRuntime.Tensors;
using PruneOnBuild.Graph.Onnx;
using PruneOnBuild.Policy.Diagnostics;

namespace PruneOnBuild.Runtime.Samples;

/// <summary>A serialized TensorProto, as ONNX test data holds it.</summary>
internal static class TensorProtoFile
{
    /// <exception cref="PruneOnBuildException">The bytes are no tensor, or one of a type that is not read.</exception>
    public static (string Name, Tensor Tensor) Parse(byte[] bytes, string file)
    {
        var place = new SourceLocation(file);
        try
        {
            var proto = TensorProto.Parser.ParseFrom(bytes);
            return (proto.Name, Decode(proto, place));
        }
        catch (Exception error) when (error is InvalidProtocolBufferException or ArgumentException or OverflowException)
        {
            throw RuntimeErrors.DataUnreadable(place, "it holds no complete ONNX tensor", error);
        }
    }

    private static Tensor Decode(TensorProto proto, SourceLocation place)
    {
        var type = (TensorElementType)proto.DataType;
        if (ElementTypes.ClrType(type) is null)
            throw RuntimeErrors.DtypeUnsupported(place, proto.Name, ElementTypes.Name(type));
        long[] dims = [.. proto.Dims];
        if (type == TensorElementType.String)
            return Tensor.Of(proto.StringData.Select(text => text.ToStringUtf8()).ToArray(), dims);
        if (!proto.HasRawData)
            return Typed(proto, type, dims);
        var elements = dims.Aggregate(1L, (product, dim) => checked(product * dim));
        if (dims.Any(dim => dim < 0) || elements * ElementTypes.Size(type) != proto.RawData.Length)
            throw new ArgumentException("The raw bytes do not fill the dimensions.");
        return Tensor.Copy(type, dims, proto.RawData.Span);
    }

    // Small types share int32_data; halves are there as their bits (onnx.proto).
    private static Tensor Typed(TensorProto proto, TensorElementType type, long[] dims) => type switch
    {
        TensorElementType.Float => Tensor.Of(proto.FloatData.ToArray(), dims),
        TensorElementType.Double => Tensor.Of(proto.DoubleData.ToArray(), dims),
        TensorElementType.Int64 => Tensor.Of(proto.Int64Data.ToArray(), dims),
        TensorElementType.UInt64 => Tensor.Of(proto.Uint64Data.ToArray(), dims),
        TensorElementType.UInt32 => Tensor.Of(proto.Uint64Data.Select(value => (uint)value).ToArray(), dims),
        TensorElementType.Int32 => Tensor.Of(proto.Int32Data.ToArray(), dims),
        TensorElementType.Bool => Tensor.Of(proto.Int32Data.Select(value => value != 0).ToArray(), dims),
        TensorElementType.UInt8 => Tensor.Of(proto.Int32Data.Select(value => (byte)value).ToArray(), dims),
        TensorElementType.Int8 => Tensor.Of(proto.Int32Data.Select(value => (sbyte)value).ToArray(), dims),
        _ => Narrow(proto, type, dims),
    };

    private static Tensor Narrow(TensorProto proto, TensorElementType type, long[] dims)
    {
        var bits = proto.Int32Data.Select(value => (ushort)value).ToArray();
        _ = Tensor.Of(bits, dims);
        return Tensor.Copy(type, dims, MemoryMarshal.AsBytes(bits.AsSpan()));
    }
}
