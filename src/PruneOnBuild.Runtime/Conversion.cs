using System.Numerics;
using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace PruneOnBuild.Runtime;

/// <summary>Values of one element type as values of another.</summary>
internal static class Conversion
{
    /// <summary>Elements from <paramref name="start"/> on, as many as <paramref name="floats"/> holds, as float32. Not for strings.</summary>
    public static void ToFloats(Tensor tensor, int start, Span<float> floats)
    {
        switch (tensor.ElementType)
        {
            case TensorElementType.Float:
                Slice<float>(tensor, start, floats.Length).CopyTo(floats);
                break;
            case TensorElementType.UInt8:
                BytesToFloats(Slice<byte>(tensor, start, floats.Length), floats);
                break;
            case TensorElementType.Bool:
                BytesToFloats(MemoryMarshal.AsBytes(Slice<bool>(tensor, start, floats.Length)), floats);
                break;
            case TensorElementType.BFloat16:
                var halves = Slice<BFloat16>(tensor, start, floats.Length);
                for (var index = 0; index < floats.Length; index++)
                    floats[index] = (float)halves[index];
                break;
            case TensorElementType.Float16:
                Each<Half>(tensor, start, floats);
                break;
            case TensorElementType.Double:
                Each<double>(tensor, start, floats);
                break;
            case TensorElementType.Int8:
                Each<sbyte>(tensor, start, floats);
                break;
            case TensorElementType.UInt16:
                Each<ushort>(tensor, start, floats);
                break;
            case TensorElementType.Int16:
                Each<short>(tensor, start, floats);
                break;
            case TensorElementType.UInt32:
                Each<uint>(tensor, start, floats);
                break;
            case TensorElementType.Int32:
                Each<int>(tensor, start, floats);
                break;
            case TensorElementType.UInt64:
                Each<ulong>(tensor, start, floats);
                break;
            case TensorElementType.Int64:
                Each<long>(tensor, start, floats);
                break;
            default:
                throw new ArgumentException($"{tensor} holds no numbers.");
        }
    }

    /// <summary>One element as a double: exact for all but 64-bit integers past 2^53. Not for strings.</summary>
    public static double At(Tensor tensor, int index) => tensor.ElementType switch
    {
        TensorElementType.Float => tensor.Values<float>()[index],
        TensorElementType.Double => tensor.Values<double>()[index],
        TensorElementType.Int32 => tensor.Values<int>()[index],
        TensorElementType.UInt32 => tensor.Values<uint>()[index],
        TensorElementType.Int64 => tensor.Values<long>()[index],
        TensorElementType.UInt64 => tensor.Values<ulong>()[index],
        _ => OneFloat(tensor, index),
    };

    /// <summary>
    /// Writes <paramref name="value"/> as an element of <paramref name="type"/>. False where the type is an integer or bool that does not
    /// hold the value exactly; floats round to the nearest.
    /// </summary>
    public static bool TryWrite(double value, TensorElementType type, Span<byte> element)
    {
        switch (type)
        {
            case TensorElementType.Float:
                MemoryMarshal.Write(element, (float)value);
                return true;
            case TensorElementType.Double:
                MemoryMarshal.Write(element, value);
                return true;
            case TensorElementType.Float16:
                MemoryMarshal.Write(element, (Half)value);
                return true;
            case TensorElementType.BFloat16:
                MemoryMarshal.Write(element, (BFloat16)(float)value);
                return true;
            case TensorElementType.UInt8:
                return TryWriteInteger<byte>(value, element);
            case TensorElementType.Int8:
                return TryWriteInteger<sbyte>(value, element);
            case TensorElementType.UInt16:
                return TryWriteInteger<ushort>(value, element);
            case TensorElementType.Int16:
                return TryWriteInteger<short>(value, element);
            case TensorElementType.UInt32:
                return TryWriteInteger<uint>(value, element);
            case TensorElementType.Int32:
                return TryWriteInteger<int>(value, element);
            case TensorElementType.UInt64:
                return TryWriteInteger<ulong>(value, element);
            case TensorElementType.Int64:
                return TryWriteInteger<long>(value, element);
            case TensorElementType.Bool:
                element[0] = value == 1 ? (byte)1 : (byte)0;
                return value is 0 or 1;
            default:
                throw new ArgumentException($"{ElementTypes.Name(type)} holds no numbers.");
        }
    }

    private static bool TryWriteInteger<T>(double value, Span<byte> element)
        where T : unmanaged, IBinaryInteger<T>
    {
        var written = T.CreateSaturating(value);
        MemoryMarshal.Write(element, written);
        return double.CreateSaturating(written) == value;
    }

    private static float OneFloat(Tensor tensor, int index)
    {
        var one = 0f;
        ToFloats(tensor, index, new Span<float>(ref one));
        return one;
    }

    private static ReadOnlySpan<T> Slice<T>(Tensor tensor, int start, int count) => tensor.Values<T>().Slice(start, count);

    private static void Each<T>(Tensor tensor, int start, Span<float> floats)
        where T : INumberBase<T>
    {
        var values = Slice<T>(tensor, start, floats.Length);
        for (var index = 0; index < floats.Length; index++)
            floats[index] = float.CreateTruncating(values[index]);
    }

    // Images are bytes, and this is the one conversion that runs over whole data sets.
    private static void BytesToFloats(ReadOnlySpan<byte> bytes, Span<float> floats)
    {
        var index = 0;
        var lanes = Vector<float>.Count;
        for (; index <= bytes.Length - Vector<byte>.Count; index += Vector<byte>.Count)
        {
            Vector.Widen(new Vector<byte>(bytes[index..]), out var low, out var high);
            Vector.Widen(low, out var first, out var second);
            Vector.Widen(high, out var third, out var fourth);
            Vector.ConvertToSingle(first).CopyTo(floats[index..]);
            Vector.ConvertToSingle(second).CopyTo(floats[(index + lanes)..]);
            Vector.ConvertToSingle(third).CopyTo(floats[(index + 2 * lanes)..]);
            Vector.ConvertToSingle(fourth).CopyTo(floats[(index + 3 * lanes)..]);
        }

        for (; index < bytes.Length; index++)
            floats[index] = bytes[index];
    }
}
