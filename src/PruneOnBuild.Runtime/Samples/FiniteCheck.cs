using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using PruneOnBuild.Policy.Diagnostics;

namespace PruneOnBuild.Runtime.Samples;

/// <summary>Data with NaN or infinity in it measures nothing, so it is refused where it is read.</summary>
internal static class FiniteCheck
{
    /// <param name="start">Number of the tensor's first sample in its set.</param>
    public static void Require(Tensor tensor, string array, SourceLocation file, int start = 0)
    {
        if (!ElementTypes.IsFloat(tensor.ElementType) || FirstNotFinite(tensor) is not (>= 0 and var index))
            return;
        var length = tensor.Dims.IsEmpty ? 1 : tensor.Length / (int)tensor.Dims[0];
        throw RuntimeErrors.NotFinite(file, array, start + index / length, index % length, Conversion.At(tensor, index));
    }

    // A float is NaN or infinite where all bits of its exponent are set.
    private static int FirstNotFinite(Tensor tensor) => tensor.ElementType switch
    {
        TensorElementType.Float => First(MemoryMarshal.Cast<float, uint>(tensor.Values<float>()), 0x7F80_0000u),
        TensorElementType.Double => First(MemoryMarshal.Cast<double, ulong>(tensor.Values<double>()), 0x7FF0_0000_0000_0000ul),
        TensorElementType.Float16 => First(MemoryMarshal.Cast<Half, ushort>(tensor.Values<Half>()), (ushort)0x7C00),
        _ => First(MemoryMarshal.Cast<BFloat16, ushort>(tensor.Values<BFloat16>()), (ushort)0x7F80),
    };

    private static int First<T>(ReadOnlySpan<T> bits, T exponent)
        where T : unmanaged, System.Numerics.IBinaryInteger<T>
    {
        for (var index = 0; index < bits.Length; index++)
            if ((bits[index] & exponent) == exponent)
                return index;
        return -1;
    }
}
