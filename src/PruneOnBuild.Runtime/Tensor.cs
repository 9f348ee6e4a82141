using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace PruneOnBuild.Runtime;

/// <summary>
/// Values in row-major order, their element type and their dimensions. Immutable: the array handed to <see cref="Of{T}"/> is kept, not
/// copied, and nobody writes to it afterwards.
/// </summary>
public sealed class Tensor
{
    private readonly Array _values;

    private Tensor(TensorElementType elementType, ImmutableArray<long> dims, Array values)
    {
        ElementType = elementType;
        Dims = dims;
        _values = values;
    }

    public TensorElementType ElementType { get; }

    /// <summary>Each 0 or more; empty for a single value.</summary>
    public ImmutableArray<long> Dims { get; }

    /// <summary>Number of elements.</summary>
    public int Length => _values.Length;

    /// <summary>
    /// A tensor over <paramref name="values"/>: float, double, Half, BFloat16, an integer of 8 to 64 bits, bool or string.
    /// </summary>
    /// <exception cref="ArgumentException">The dimensions do not multiply to the number of values, or no tensor holds the type.</exception>
    public static Tensor Of<T>(T[] values, params ReadOnlySpan<long> dims)
    {
        var elements = 1L;
        foreach (var dim in dims)
            elements = checked(elements * dim);
        if (elements != values.Length)
            throw new ArgumentException($"{values.Length} values do not fill {DimsText(dims)}.", nameof(dims));
        return new Tensor(ElementTypes.Of<T>(), [.. dims], values);
    }

    /// <summary>The elements as they are stored.</summary>
    /// <exception cref="InvalidCastException">The elements are of another type than <typeparamref name="T"/>.</exception>
    public ReadOnlySpan<T> Values<T>() => ((T[])_values).AsSpan();

    /// <summary>Every element as float32; float32 elements are not copied. Bool gives 0 and 1. Not for strings.</summary>
    public ReadOnlySpan<float> Floats()
    {
        if (_values is float[] floats)
            return floats;
        var converted = new float[Length];
        Conversion.ToFloats(this, 0, converted);
        return converted;
    }

    /// <summary>The same values under other dimensions.</summary>
    public Tensor Reshaped(params ReadOnlySpan<long> dims)
    {
        var elements = 1L;
        foreach (var dim in dims)
            elements = checked(elements * dim);
        return elements == Length
            ? new Tensor(ElementType, [.. dims], _values)
            : throw new ArgumentException($"{Length} values do not fill {DimsText(dims)}.", nameof(dims));
    }

    /// <summary>All elements so many times over, along a first axis of 1. Not for strings.</summary>
    public Tensor Repeated(int times)
    {
        if (Dims is not [1, ..])
            throw new ArgumentException($"The first axis of {this} is not 1.", nameof(times));
        return Create(ElementType, [times, .. Dims[1..]], bytes =>
        {
            for (var start = 0; start < bytes.Length; start += Bytes.Length)
                Bytes.CopyTo(bytes[start..]);
        });
    }

    /// <summary>Element type and dimensions, such as <c>float32[1,3,32,32]</c>.</summary>
    public override string ToString() => $"{ElementTypes.Name(ElementType)}{DimsText(Dims.AsSpan())}";

    /// <summary>The array itself, which nobody may write to.</summary>
    /// <exception cref="InvalidCastException">The elements are of another type than <typeparamref name="T"/>.</exception>
    internal T[] Stored<T>() => (T[])_values;

    /// <summary>The bytes of all elements. Not for strings.</summary>
    internal ReadOnlySpan<byte> Bytes =>
        MemoryMarshal.CreateReadOnlySpan(ref MemoryMarshal.GetArrayDataReference(_values), checked(Length * ElementTypes.Size(ElementType)));

    /// <summary>A tensor over a fresh array of which <paramref name="fill"/> writes every byte. Not for strings.</summary>
    internal static Tensor Create(TensorElementType type, ReadOnlySpan<long> dims, FillBytes fill)
    {
        var elements = 1L;
        foreach (var dim in dims)
            elements = checked(elements * dim);
        // Nearly all tensors are of float32, and the largest of them: no need to clear what is overwritten.
        var values = type == TensorElementType.Float
            ? GC.AllocateUninitializedArray<float>(checked((int)elements)) : Array.CreateInstance(ElementTypes.ClrType(type)!, elements);
        fill(MemoryMarshal.CreateSpan(
            ref MemoryMarshal.GetArrayDataReference(values), checked((int)elements * ElementTypes.Size(type))));
        return new Tensor(type, [.. dims], values);
    }

    internal static Tensor Copy(TensorElementType type, ReadOnlySpan<long> dims, ReadOnlySpan<byte> bytes)
    {
        var copy = Create(type, dims, static _ => { });
        bytes.CopyTo(MemoryMarshal.CreateSpan(ref MemoryMarshal.GetArrayDataReference(copy._values), bytes.Length));
        return copy;
    }

    /// <summary>Such as <c>[1,3,32,32]</c>; <c>?</c> for sizes below 0.</summary>
    public static string DimsText(ReadOnlySpan<long> dims) =>
        $"[{string.Join(',', dims.ToArray().Select(dim => dim < 0 ? "?" : dim.ToString(System.Globalization.CultureInfo.InvariantCulture)))}]";

    internal delegate void FillBytes(Span<byte> bytes);
}
