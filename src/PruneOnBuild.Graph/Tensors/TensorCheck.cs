using PruneOnBuild.Graph.Onnx;
using DataType = PruneOnBuild.Graph.Onnx.TensorProto.Types.DataType;

namespace PruneOnBuild.Graph.Tensors;

/// <summary>Whether a tensor's dimensions, type and stored data agree.</summary>
internal static class TensorCheck
{
    /// <summary>What contradicts, as part of a sentence after the tensor's name; null where all agrees.</summary>
    public static string? Problem(TensorProto tensor)
    {
        var type = tensor.ElementType();
        if (tensor.Segment is not null) return "is stored in segments, which no version of ONNX Runtime reads";
        if (type != DataType.String && ElementTypes.Bits(type) == 0) return $"has element type {tensor.DataType}, which is unknown";
        if (tensor.Dims.FirstOrDefault(dim => dim < 0) is var negative and < 0) return $"has the negative dimension {negative}";
        if (Count(tensor) is not { } count) return $"has dimensions [{string.Join(", ", tensor.Dims)}], whose product is too large";
        return type == DataType.String ? StringProblem(tensor, count) : NumberProblem(tensor, type, count);
    }

    private static string? NumberProblem(TensorProto tensor, DataType type, long count)
    {
        // Int128: a hostile count times its bits may exceed a long.
        var expected = (long)Int128.Min(((Int128)count * ElementTypes.Bits(type) + 7) / 8, long.MaxValue);
        if (TensorStorage.IsRaw(tensor))
        {
            return tensor.RawData.Length == expected ? null
                : $"holds {tensor.RawData.Length} bytes, but {type} [{string.Join(", ", tensor.Dims)}] takes {expected}";
        }

        var (stored, needed) = TensorStorage.TypedLength(tensor, count);
        return stored == needed ? null
            : $"holds {stored} numbers, but {type} [{string.Join(", ", tensor.Dims)}] takes {needed}";
    }

    private static string? StringProblem(TensorProto tensor, long count) =>
        tensor.StringData.Count == count ? null
        : $"holds {tensor.StringData.Count} strings, but its dimensions [{string.Join(", ", tensor.Dims)}] ask for {count}";

    private static long? Count(TensorProto tensor)
    {
        try
        {
            return tensor.ElementCount();
        }
        catch (OverflowException)
        {
            return null;
        }
    }
}
