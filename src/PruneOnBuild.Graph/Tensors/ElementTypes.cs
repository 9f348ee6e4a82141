using PruneOnBuild.Graph.Onnx;
using DataType = PruneOnBuild.Graph.Onnx.TensorProto.Types.DataType;

namespace PruneOnBuild.Graph.Tensors;

/// <summary>What the numbers of a tensor are. Types are <see cref="TensorProto.Types.DataType"/>.</summary>
public static class ElementTypes
{
    public static DataType ElementType(this TensorProto tensor) => (DataType)tensor.DataType;

    /// <summary>Bits of one element in raw form: 2 to 128; 0 for strings and types unknown to us.</summary>
    public static int Bits(DataType type) => type switch
    {
        DataType.Uint2 or DataType.Int2 => 2,
        DataType.Uint4 or DataType.Int4 or DataType.Float4E2M1 => 4,
        DataType.Uint8 or DataType.Int8 or DataType.Bool
            or DataType.Float8E4M3Fn or DataType.Float8E4M3Fnuz or DataType.Float8E5M2 or DataType.Float8E5M2Fnuz
            or DataType.Float8E8M0 => 8,
        DataType.Uint16 or DataType.Int16 or DataType.Float16 or DataType.Bfloat16 => 16,
        DataType.Uint32 or DataType.Int32 or DataType.Float => 32,
        DataType.Uint64 or DataType.Int64 or DataType.Double or DataType.Complex64 => 64,
        DataType.Complex128 => 128,
        _ => 0,
    };

    /// <summary>Real numbers of 16 bits or more: what <see cref="TensorReader.Floats"/> reads and saliency is computed on.</summary>
    public static bool IsFloat(DataType type) =>
        type is DataType.Float or DataType.Float16 or DataType.Bfloat16 or DataType.Double;

    /// <summary>Whole numbers and booleans: what <see cref="TensorReader.Longs"/> reads.</summary>
    public static bool IsInteger(DataType type) => type
        is DataType.Int64 or DataType.Int32 or DataType.Int16 or DataType.Int8 or DataType.Int4 or DataType.Int2
        or DataType.Uint64 or DataType.Uint32 or DataType.Uint16 or DataType.Uint8 or DataType.Uint4 or DataType.Uint2
        or DataType.Bool;
}
