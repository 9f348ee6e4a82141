using System.Globalization;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace PruneOnBuild.Runtime;

/// <summary>Which .NET type holds the elements of which tensor type, and the words that messages use for them.</summary>
internal static class ElementTypes
{
    /// <summary>The element type that an array of <typeparamref name="T"/> holds.</summary>
    public static TensorElementType Of<T>() => OfOrNull(typeof(T)) ??
        throw new ArgumentException($"No tensor holds elements of {typeof(T).Name}.");

    /// <summary>The .NET type of the elements, or null for types that no array here holds (complex, 8-bit floats, ...).</summary>
    public static Type? ClrType(TensorElementType type) => type switch
    {
        TensorElementType.Float => typeof(float),
        TensorElementType.Double => typeof(double),
        TensorElementType.Float16 => typeof(Half),
        TensorElementType.BFloat16 => typeof(BFloat16),
        TensorElementType.UInt8 => typeof(byte),
        TensorElementType.Int8 => typeof(sbyte),
        TensorElementType.UInt16 => typeof(ushort),
        TensorElementType.Int16 => typeof(short),
        TensorElementType.UInt32 => typeof(uint),
        TensorElementType.Int32 => typeof(int),
        TensorElementType.UInt64 => typeof(ulong),
        TensorElementType.Int64 => typeof(long),
        TensorElementType.Bool => typeof(bool),
        TensorElementType.String => typeof(string),
        _ => null,
    };

    /// <summary>Bytes of one element. Not for strings.</summary>
    public static int Size(TensorElementType type) => type switch
    {
        TensorElementType.UInt8 or TensorElementType.Int8 or TensorElementType.Bool => 1,
        TensorElementType.UInt16 or TensorElementType.Int16 or TensorElementType.Float16 or TensorElementType.BFloat16 => 2,
        TensorElementType.Float or TensorElementType.UInt32 or TensorElementType.Int32 => 4,
        TensorElementType.Double or TensorElementType.UInt64 or TensorElementType.Int64 => 8,
        _ => throw new ArgumentException($"Elements of {Name(type)} have no fixed size."),
    };

    public static bool IsFloat(TensorElementType type) =>
        type is TensorElementType.Float or TensorElementType.Double or TensorElementType.Float16 or TensorElementType.BFloat16;

    public static bool IsInteger(TensorElementType type) =>
        type is not TensorElementType.Bool && ClrType(type) is { } clr && clr != typeof(string) && !IsFloat(type);

    /// <summary>The word that ONNX and numpy users know: float32, int64, bool, ...</summary>
    public static string Name(TensorElementType type) => type switch
    {
        TensorElementType.Float => "float32",
        TensorElementType.Double => "float64",
        _ => type.ToString().ToLower(CultureInfo.InvariantCulture),
    };

    private static TensorElementType? OfOrNull(Type type) =>
        Enum.GetValues<TensorElementType>().Where(element => ClrType(element) == type).Select(element => (TensorElementType?)element)
            .FirstOrDefault();
}
