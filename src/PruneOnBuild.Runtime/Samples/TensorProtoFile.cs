using System.Globalization;
using Google.Protobuf;
using PruneOnBuild.Graph.Onnx;
using PruneOnBuild.Graph.Tensors;
using PruneOnBuild.Policy.Diagnostics;
using TensorElementType = Microsoft.ML.OnnxRuntime.Tensors.TensorElementType;

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
        catch (Exception error) when (error is InvalidProtocolBufferException or InvalidDataException or ArgumentException or OverflowException)
        {
            throw RuntimeErrors.DataUnreadable(place, "it holds no complete ONNX tensor", error);
        }
    }

    private static Tensor Decode(TensorProto proto, SourceLocation place)
    {
        var type = (TensorElementType)proto.DataType;
        if (ElementTypes.ClrType(type) is null)
            throw RuntimeErrors.DtypeUnsupported(place, proto.Name, proto.DataType.ToString(CultureInfo.InvariantCulture));
        long[] dims = [.. proto.Dims];
        return type == TensorElementType.String
            ? Tensor.Of(proto.StringData.Select(text => text.ToStringUtf8()).ToArray(), dims)
            : Tensor.Copy(type, dims, TensorReader.Bytes(proto).Span);
    }
}
