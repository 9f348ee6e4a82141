using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace PruneOnBuild.Runtime;

/// <summary>Between our tensors and the runtime's values.</summary>
internal static class OrtValues
{
    /// <summary>The tensor for the runtime to read, float32 where it lies and the others as a native copy; the caller disposes it.</summary>
    public static OrtValue Create(Tensor tensor)
    {
        var dims = tensor.Dims.ToArray();
        if (tensor.ElementType == TensorElementType.String)
        {
            var strings = OrtValue.CreateTensorWithEmptyStrings(OrtAllocator.DefaultInstance, dims);
            for (var index = 0; index < tensor.Length; index++)
                strings.StringTensorSetElementAt(tensor.Values<string>()[index].AsSpan(), index);
            return strings;
        }

        if (tensor is { ElementType: TensorElementType.Float, Length: > 0 })
            return OrtValue.CreateTensorValueFromMemory(tensor.Stored<float>(), dims);

        var value = OrtValue.CreateAllocatedTensorValue(OrtAllocator.DefaultInstance, tensor.ElementType, dims);
        if (tensor.Length > 0)
            tensor.Bytes.CopyTo(value.GetTensorMutableRawData());
        return value;
    }

    /// <summary>A managed copy of the value, or null where it is no tensor of a type that <see cref="Tensor"/> holds.</summary>
    public static Tensor? Read(OrtValue value)
    {
        if (!value.IsTensor)
            return null;
        var info = value.GetTensorTypeAndShape();
        if (ElementTypes.ClrType(info.ElementDataType) is null)
            return null;
        if (info.ElementDataType == TensorElementType.String)
            return Tensor.Of(value.GetStringTensorAsArray(), info.Shape);
        return Tensor.Copy(info.ElementDataType, info.Shape, info.ElementCount == 0 ? [] : value.GetTensorMutableRawData());
    }
}
