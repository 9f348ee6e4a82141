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
        "MatMul", "com.microsoft:FusedMatMul", "com.microsoft:TransposeMatMul", "com.microsoft:GemmFastGelu",
        "com.microsoft:FusedMatMulActivation",
    ];

    public override void InferShapes(ShapeContext node) => Infer(node, node.Type(0), right: 1);

    /// <summary>The shape rule, for families that keep the right operand at another place.</summary>
    public static void Infer(ShapeContext node, DataType type, int right)
    {
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
        node.SetOutput(0, type, [.. batch, .. rows, .. columns]);
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

    public override void RelateAxes(AxisContext node)
    {
        var written = Relate(node, right: 1);
        // GemmFastGelu adds a bias before its activation.
        if (node.HasInput(2)) node.Join(written, node.Input(2, 0));
    }

    /// <summary>A [..., M, K] x B [..., K, N]: K is summed over; leading axes broadcast. A vector has K alone.</summary>
    /// <param name="right">Input that holds B.</param>
    /// <param name="zeroOfLeft">Input that holds the zero point of A, where it is quantised.</param>
    /// <param name="zeroOfRight">The same for B.</param>
    /// <returns>The channels of N.</returns>
    public static int[]? Relate(AxisContext node, int right, int? zeroOfLeft = null, int? zeroOfRight = null)
    {
        if (node.InputShape(0) is not { Rank: >= 1 } a || node.InputShape(right) is not { Rank: >= 1 } b
            || node.OutputShape(0) is not { } output
            || node.Node.Int("transBatchA", 0) != 0 || node.Node.Int("transBatchB", 0) != 0)
            return null;
        var (rows, inner) = Sides(a.Rank, node.Node.Int("transA", 0) == 0);
        var (columns, deep) = Sides(b.Rank, node.Node.Int("transB", 0) != 0);
        var leading = output.Rank - (rows < 0 ? 0 : 1) - (columns < 0 ? 0 : 1);
        BroadcastAxes.Relate(node, leading, trailing: 2, except: input => input != 0 && input != right);
        var read = node.Input(0, inner, AxisRole.Reads, zeroOfLeft);
        var readByRight = node.Input(right, deep, AxisRole.Reads, zeroOfRight);
        node.Join(read, readByRight);
        var kept = node.Input(0, rows, node.IsConstant(0) ? AxisRole.Writes : AxisRole.Carries);
        var written = node.Input(right, columns, node.IsConstant(right) ? AxisRole.Writes : AxisRole.Carries);
        if (rows >= 0) node.Output(0, leading, kept);
        if (columns >= 0) node.Output(0, output.Rank - 1, written);
        node.Costs([], [.. Enumerable.Range(0, leading).Select(axis => (output[axis], node.OutputChannels(0, axis))), (SizeOf(a, rows), kept), (a[inner], readByRight ?? read), (SizeOf(b, columns), written)]);
        return written;
    }

    /// <summary>Axis that stays (-1: a vector has none) and axis that is summed over, which is the last one or the one before it.</summary>
    private static (int Stays, int Summed) Sides(int rank, bool sumsLast) =>
        rank == 1 ? (-1, 0) : sumsLast ? (rank - 2, rank - 1) : (rank - 1, rank - 2);

    private static Dim SizeOf(TensorShape operand, int axis) => axis < 0 ? 1 : operand[axis];
}
