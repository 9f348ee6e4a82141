using System.Collections.Immutable;
using PruneOnBuild.Graph.Channels;
using PruneOnBuild.Graph.Shapes;
using DataType = PruneOnBuild.Graph.Onnx.TensorProto.Types.DataType;

namespace PruneOnBuild.Graph.Operators;

/// <summary>
/// A [batch..., M, K], B [batch..., K, N] -> Y [batch..., M, N]; batches broadcast; a vector on either side loses its axis.
/// </summary>
internal sealed class MatMul : Operator
{
    public override ImmutableArray<string> Types =>
    [
        "MatMul", "MatMulInteger", "QLinearMatMul", "com.microsoft:FusedMatMul", "com.microsoft:TransposeMatMul",
        "com.microsoft:GemmFastGelu",
        "com.microsoft:MatMulInteger16", "com.microsoft:MatMulIntegerToFloat", "com.microsoft:DynamicQuantizeMatMul",
        "com.microsoft:FusedMatMulActivation",
    ];

    public override void InferShapes(ShapeContext node)
    {
        var right = node.Node.OpType == "QLinearMatMul" ? 3 : 1;
        if (node.Input(0) is not { Rank: >= 1 } x || node.Input(right) is not { Rank: >= 1 } y) return;
        var a = Orient(node, x, "transA", "transBatchA");
        var b = Orient(node, y, "transB", "transBatchB");
        var (left, inner) = (a[^1], b[Math.Max(b.Length - 2, 0)]);
        if (left.Differs(inner))
        {
            node.Reject(ShapeErrors.Inner(node.Path, node.Node.Describe(), $"{node.InputName(0)} {x}", left,
                $"{node.InputName(right)} {y}", inner));
            return;
        }
        if (Broadcasting.Of(Batch(a), Batch(b)) is not { } batch)
        {
            node.Reject(ShapeErrors.Broadcast(node.Path, node.Node.Describe(), $"{x} and {y} (before the last two axes)"));
            return;
        }
        IEnumerable<Dim> rows = a.Length > 1 ? [a[^2]] : [];
        IEnumerable<Dim> columns = b.Length > 1 ? [b[^1]] : [];
        node.SetOutput(0, OutputType(node), [.. batch, .. rows, .. columns]);
    }

    private static ImmutableArray<Dim> Batch(ImmutableArray<Dim> dims) => dims.Length > 2 ? dims[..^2] : [];

    /// <summary>The operand's extents as it is multiplied.</summary>
    private static ImmutableArray<Dim> Orient(ShapeContext node, TensorShape operand, string transpose, string transposeBatch)
    {
        var dims = operand.Dims.ToArray();
        // transBatch moves the first axis behind the other batch axes.
        if (dims.Length > 2 && node.Node.Int(transposeBatch, 0) != 0) dims = [.. dims[1..^1], dims[0], dims[^1]];
        if (dims.Length > 1 && node.Node.Int(transpose, 0) != 0) (dims[^1], dims[^2]) = (dims[^2], dims[^1]);
        return [.. dims];
    }

    private static DataType OutputType(ShapeContext node) => node.Node.OpType switch
    {
        "MatMulInteger" or "MatMulInteger16" => DataType.Int32,
        "MatMulIntegerToFloat" => node.Type(2),
        "DynamicQuantizeMatMul" => node.Type(2),
        "QLinearMatMul" => node.Type(7),
        _ => node.Type(0),
    };

    /// <summary>A [..., M, K] x B [..., K, N]: K is summed over; leading axes broadcast.</summary>
    public override void RelateAxes(AxisContext node)
    {
        if (node.Node.OpType is not "MatMul" || node.InputShape(0) is not { Rank: >= 2 } a || node.InputShape(1) is not { Rank: >= 2 } b || node.OutputShape(0) is not { } output)
        {
            return;
        }

        BroadcastAxes.Relate(node, trailing: 2);
        var left = node.Input(0, a.Rank - 1, AxisRole.Reads);
        var right = node.Input(1, b.Rank - 2, AxisRole.Reads);
        node.Join(left, right);
        var rows = node.Input(0, a.Rank - 2, node.IsConstant(0) ? AxisRole.Writes : AxisRole.Carries);
        var written = node.Input(1, b.Rank - 1, node.IsConstant(1) ? AxisRole.Writes : AxisRole.Carries);
        node.Output(0, output.Rank - 2, rows);
        node.Output(0, output.Rank - 1, written);
        node.Costs(output.Dims.SkipLast(2), (a[-2], rows), (a[-1], right ?? left), (b[-1], written));
    }
}
