using System.Collections.Immutable;
using PruneOnBuild.Graph.Channels;
using PruneOnBuild.Graph.Shapes;
using DataType = PruneOnBuild.Graph.Onnx.TensorProto.Types.DataType;

namespace PruneOnBuild.Graph.Operators;

/// <summary>A [M, K] (transA: [K, M]), B [K, N] (transB: [N, K]), C broadcast to [M, N] -> Y [M, N].</summary>
internal sealed class Gemm : Operator
{
    public override ImmutableArray<string> Types =>
        ["Gemm", "com.microsoft:FusedGemm", "com.microsoft:GemmFloat8", "com.microsoft:QGemm"];

    public override void InferShapes(ShapeContext node)
    {
        var weight = node.Node.OpType == "QGemm" ? 3 : 1;
        if (node.Input(0) is not { Rank: 2 } a || node.Input(weight) is not { Rank: 2 } b) return;
        var (rows, left) = node.Node.Int("transA", 0) == 0 ? (a[0], a[1]) : (a[1], a[0]);
        var (right, columns) = node.Node.Int("transB", 0) == 0 ? (b[0], b[1]) : (b[1], b[0]);
        if (left.Differs(right))
        {
            node.Reject(ShapeErrors.Inner(node.Path, node.Node.Describe(), $"{node.InputName(0)} {a}", left,
                $"{node.InputName(weight)} {b}", right));
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

    /// <summary>A' [M, K] x B' [K, N] + C: K is summed over, N is written.</summary>
    public override void RelateAxes(AxisContext node)
    {
        if (node.Node.OpType is not ("Gemm" or "FusedGemm") || node.InputShape(0) is not { Rank: 2 } a || node.InputShape(1) is not { Rank: 2 } b)
        {
            return;
        }

        var (transA, transB) = (node.Node.Int("transA", 0) != 0, node.Node.Int("transB", 0) != 0);
        var read = node.Input(1, transB ? 1 : 0, AxisRole.Reads);
        node.Join(node.Input(0, transA ? 0 : 1, AxisRole.Reads), read);
        var written = node.Input(1, transB ? 0 : 1, AxisRole.Writes);
        var size = b[transB ? 0 : 1];
        if (node.InputShape(2) is { Rank: > 0 } bias && bias[-1].Same(size) && !size.Is(1))
        {
            node.Join(written, node.Input(2, bias.Rank - 1));
        }

        node.Output(0, 0, node.Input(0, transA ? 1 : 0));
        node.Output(0, 1, written);
        node.Costs([a[transA ? 1 : 0]], (b[transB ? 1 : 0], read), (size, written));
    }
}
