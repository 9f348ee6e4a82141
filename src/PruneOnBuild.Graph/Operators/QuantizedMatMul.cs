using System.Collections.Immutable;
using PruneOnBuild.Graph.Channels;
using PruneOnBuild.Graph.Shapes;
using DataType = PruneOnBuild.Graph.Onnx.TensorProto.Types.DataType;

namespace PruneOnBuild.Graph.Operators;

/// <summary>
/// MatMul of small integers, each operand with a scale and a zero point: one number, or one for each column of B [..., K, N].
/// DynamicQuantizeMatMul takes A as real numbers and quantises it on the way.
/// </summary>
internal sealed class QuantizedMatMul : Operator
{
    private const string Microsoft = "com.microsoft:";

    public override ImmutableArray<string> Types =>
    [
        "MatMulInteger", "QLinearMatMul", Microsoft + "MatMulInteger16", Microsoft + "MatMulIntegerToFloat",
        Microsoft + "DynamicQuantizeMatMul",
    ];

    public override void InferShapes(ShapeContext node) => MatMul.Infer(node, OutputType(node), PlacesOf(node.Node.OpType).B);

    /// <summary>As MatMul; what there is for each column of B goes with it. Numbers for each row of A freeze all.</summary>
    public override void RelateAxes(AxisContext node)
    {
        var at = PlacesOf(node.Node.OpType);
        if (at.OfA.Any(input => node.HasInput(input) && !QuantizationAxes.IsSingle(node.InputShape(input)))) return;
        var written = MatMul.Relate(node, at.B, at.ZeroOfA, at.ZeroOfB);
        foreach (var input in at.OfColumns) QuantizationAxes.Join(node, written, input);
    }

    private static DataType OutputType(ShapeContext node) => node.Node.OpType switch
    {
        "QLinearMatMul" => node.Type(7),
        "MatMulIntegerToFloat" or "DynamicQuantizeMatMul" => node.Type(2),
        _ => DataType.Int32,
    };

    private static Places PlacesOf(string type) => type switch
    {
        "QLinearMatMul" => new(3, OfA: [1, 2], ZeroOfA: 2, OfColumns: [4, 5], ZeroOfB: 5),
        "MatMulIntegerToFloat" => new(1, OfA: [2, 4], ZeroOfA: 4, OfColumns: [3, 5, 6], ZeroOfB: 5),
        "DynamicQuantizeMatMul" => new(1, OfA: [], ZeroOfA: null, OfColumns: [2, 3, 4], ZeroOfB: 3),
        _ => new(1, OfA: [2], ZeroOfA: 2, OfColumns: [3], ZeroOfB: 3),
    };

    /// <summary>Where the node has its inputs; OfA and OfColumns are scales, zero points and the bias.</summary>
    private sealed record Places(int B, int[] OfA, int? ZeroOfA, int[] OfColumns, int? ZeroOfB);
}
