using PruneOnBuild.Graph.Onnx;
using DataType = PruneOnBuild.Graph.Onnx.TensorProto.Types.DataType;
using Extent = PruneOnBuild.Graph.Onnx.TensorShapeProto.Types.Dimension;

namespace PruneOnBuild.Graph.Shapes;

/// <summary>Shapes as the file states them.</summary>
internal static class DeclaredShapes
{
    // Some exporters write these for every dynamic extent; equal text then does not mean equal extents.
    private static readonly HashSet<string> Nameless = ["", "?", "-1", "None", "unk", "dynamic"];

    public static TensorShape Of(TensorProto tensor) => new((DataType)tensor.DataType, tensor.Dims);

    public static TensorShape Of(SparseTensorProto tensor) => new((DataType)(tensor.Values?.DataType ?? 0), tensor.Dims);

    /// <summary>null where the type is no tensor's or states no rank.</summary>
    /// <param name="numbers">What symbols stand for.</param>
    public static TensorShape? Of(TypeProto? type, IReadOnlyDictionary<string, long> numbers) =>
        type?.TensorType?.Shape is { } shape
        ? new((DataType)type.TensorType.ElemType, [.. shape.Dim.Select(dim => Of(dim, numbers))])
        : null;

    private static Dim Of(Extent dim, IReadOnlyDictionary<string, long> numbers) => dim.ValueCase switch
    {
        // Some exporters write -1 or 0 for an extent that only a run tells.
        Extent.ValueOneofCase.DimValue when dim.DimValue > 0 => dim.DimValue,
        Extent.ValueOneofCase.DimParam when numbers.TryGetValue(dim.DimParam, out var number) => number,
        Extent.ValueOneofCase.DimParam when !Nameless.Contains(dim.DimParam) => Dim.Symbol(dim.DimParam),
        _ => Dim.Unknown,
    };
}
