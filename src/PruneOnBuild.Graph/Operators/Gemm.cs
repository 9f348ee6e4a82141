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

    /// <summary>A' [M, K] x B' [K, N] + C: K is summed over, N is written; C stretches where it has one row or one column.</summary>
    public override void RelateAxes(AxisContext node)
    {
        var quantized = node.Node.OpType == "QGemm";
        var (weight, bias) = quantized ? (3, 6) : (1, 2);
        if (node.Node.OpType == "GemmFloat8" || node.InputShape(0) is not { Rank: 2 } a || node.InputShape(weight) is not { Rank: 2 } b) return;
        var (rows, inner) = node.Node.Int("transA", 0) != 0 ? (1, 0) : (0, 1);
        var (deep, columns) = node.Node.Int("transB", 0) != 0 ? (1, 0) : (0, 1);
        var read = node.Input(weight, deep, AxisRole.Reads, quantized ? 5 : null);
        node.Join(node.Input(0, inner, AxisRole.Reads, quantized ? 2 : null), read);
        var kept = node.Input(0, rows, node.IsConstant(0) ? AxisRole.Writes : AxisRole.Carries);
        var written = node.Input(weight, columns, node.IsConstant(weight) ? AxisRole.Writes : AxisRole.Carries);
        JoinBias(node, bias, 0, written, b[columns]);
        JoinBias(node, bias, 1, kept, a[rows]);
        if (quantized)
        {
            QuantizationAxes.Join(node, written, 4);
            QuantizationAxes.Join(node, written, 5);
        }

        node.Output(0, 0, kept);
        node.Output(0, 1, written);
        node.Costs([], (a[rows], kept), (b[deep], read), (b[columns], written));
    }

    /// <summary>The axis of C that many places from its end, which is as long as the output's or stretches.</summary>
    private static void JoinBias(AxisContext node, int bias, int fromEnd, int[]? channels, Dim size)
    {
        if (!node.HasInput(bias)) return;
        if (node.InputShape(bias) is not { } shape) node.Join(channels, null);
        else if (shape.Rank - 1 - fromEnd is >= 0 and var axis && (!shape[axis].Is(1) || size.Is(1))) node.Join(channels, node.Input(bias, axis));
    }
}
