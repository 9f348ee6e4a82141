using System.Collections.Immutable;
using PruneOnBuild.Graph.Shapes;
using DataType = PruneOnBuild.Graph.Onnx.TensorProto.Types.DataType;

namespace PruneOnBuild.Graph.Operators;

/// <summary>A [M, K] (transA: [K, M]), B [K, N] (transB: [N, K]), C broadcast to [M, N] -> Y [M, N].</summary>
internal sealed class Gemm : Operator
{
    public override ImmutableArray<string> Types => ["Gemm", "com.microsoft:FusedGemm", "com.microsoft:GemmFloat8", "com.microsoft:QGemm"];

    public override void InferShapes(ShapeContext node)
    {
        var weight = node.Node.OpType == "QGemm" ? 3 : 1;
        if (node.Input(0) is not { Rank: 2 } a || node.Input(weight) is not { Rank: 2 } b) return;
        var (rows, left) = node.Node.Int("transA", 0) == 0 ? (a[0], a[1]) : (a[1], a[0]);
        var (right, columns) = node.Node.Int("transB", 0) == 0 ? (b[0], b[1]) : (b[1], b[0]);
        if (left.Differs(right))
        {
            node.Reject(ShapeErrors.Inner(node.Path, node.Node.Describe(), $"{node.InputName(0)} {a}", left, $"{node.InputName(weight)} {b}", right));
            return;
        }
        node.SetOutput(0, OutputType(node, a), rows, columns);
    }

    private static DataType OutputType(ShapeContext node, TensorShape a) => node.Node.OpType switch
    {
        "GemmFloat8" => (DataType)node.Node.Int("dtype", (long)DataType.Float),
        "QGemm" => node.HasInput(8) ? node.Type(8) : DataType.Float,
        _ => a.ElementType,
    };
}
