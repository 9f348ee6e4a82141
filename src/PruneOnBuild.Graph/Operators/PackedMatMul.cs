using System.Collections.Immutable;
using PruneOnBuild.Graph.Channels;
using PruneOnBuild.Graph.Shapes;

namespace PruneOnBuild.Graph.Operators;

/// <summary>A [..., K] and a weight packed in few bits, whose extents the attributes K and N tell -> [..., N].</summary>
internal sealed class PackedMatMul : Operator
{
    public override ImmutableArray<string> Types => ["com.microsoft:MatMulNBits", "com.microsoft:MatMulBnb4"];

    public override void InferShapes(ShapeContext node)
    {
        if (node.Input(0) is not { Rank: >= 1 } a || !node.Node.Has("N")) return;
        var transposed = node.Node.OpType == "MatMulBnb4" && node.Node.Int("transB", 1) == 0;
        node.SetOutput(0, a.ElementType, [.. a.Dims[..^1], node.Node.Int(transposed ? "K" : "N", 0)]);
    }

    public override void RelateAxes(AxisContext node)
    {
        CarriedAxes.Where(node, axis => axis < node.InputShape(0)!.Rank - 1);
        node.FreezeOthers(0, "is multiplied by a weight packed in few bits");
    }
}
