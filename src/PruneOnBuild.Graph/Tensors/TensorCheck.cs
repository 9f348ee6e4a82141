using PruneOnBuild.Graph.Onnx;
using PruneOnBuild.Graph.Structure;
using DataType = PruneOnBuild.Graph.Onnx.TensorProto.Types.DataType;

namespace PruneOnBuild.Graph.Tensors;

/// <summary>Whether a tensor's dimensions, type and stored data agree.</summary>
internal static class TensorCheck
{
    private const int MostDimsShown = 8;

    /// <summary>Every tensor of the model is whole.</summary>
    public static void All(ModelProto model, string path)
    {
        foreach (var tensor in ModelTensors.In(model))
        {
            if (Problem(tensor) is { } problem) throw ModelErrors.BadTensor(path, tensor.Name, problem);
        }
    }

    /// <summary>What contradicts, as part of a sentence after the tensor's name; null where all agrees.</summary>
    public static string? Problem(TensorProto tensor)
    {
        var type = tensor.ElementType();
        if (tensor.Segment is not null) return "is stored in segments, which no version of ONNX Runtime reads";
        if (type != DataType.String && ElementTypes.Bits(type) == 0) return $"has element type {tensor.DataType}, which is unknown";
        if (tensor.Dims.FirstOrDefault(dim => dim < 0) is var negative and < 0) return $"has the negative dimension {negative}";
        if (Count(tensor) is not { } count) return TooLarge(tensor);
        return type == DataType.String ? StringProblem(tensor, count) : NumberProblem(tensor, type, count);
    }

    /// <summary>Bytes of the raw form; null where dimensions or type give none.</summary>
    public static long? RawLength(TensorProto tensor)
    {
        var bits = ElementTypes.Bits(tensor.ElementType());
        if (bits == 0 || Count(tensor) is not { } count) return null;
        // Int128: a hostile count times its bits may exceed a long.
        var length = ((Int128)count * bits + 7) / 8;
        return length <= long.MaxValue ? (long)length : null;
    }

    private static string? NumberProblem(TensorProto tensor, DataType type, long count)
    {
        if (RawLength(tensor) is not { } expected) return TooLarge(tensor);
        if (TensorStorage.IsRaw(tensor))
        {
            return tensor.RawData.Length == expected ? null
                : $"holds {tensor.RawData.Length} bytes, but {type} {Dims(tensor)} takes {expected}";
        }

        var (stored, needed) = TensorStorage.TypedLength(tensor, count);
        return stored == needed ? null
            : $"holds {stored} numbers, but {type} {Dims(tensor)} takes {needed}";
    }

    private static string? StringProblem(TensorProto tensor, long count) =>
        TensorStorage.IsExternal(tensor) ? "holds strings, which cannot be external data"
        : tensor.StringData.Count == count ? null
        : $"holds {tensor.StringData.Count} strings, but its dimensions {Dims(tensor)} ask for {count}";

    private static string TooLarge(TensorProto tensor) => $"has dimensions {Dims(tensor)}, whose product is too large";

    private static string Dims(TensorProto tensor) =>
        tensor.Dims.Count <= MostDimsShown ? $"[{string.Join(", ", tensor.Dims)}]"
        : $"[{string.Join(", ", tensor.Dims.Take(MostDimsShown))}, ...: {tensor.Dims.Count} in all]";

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
