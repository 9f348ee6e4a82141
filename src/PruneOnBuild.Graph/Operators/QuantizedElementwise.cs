using System.Collections.Immutable;
using PruneOnBuild.Graph.Shapes;

namespace PruneOnBuild.Graph.Operators;

/// <summary>
/// com.microsoft: A, scale, zero point, B, scale, zero point, output scale, zero point -> A and B broadcast; BiasAdd: X, bias,
/// skip -> like X.
/// </summary>
internal sealed class QuantizedElementwise : Operator
{
    public override ImmutableArray<string> Types =>
        ["com.microsoft:QLinearAdd", "com.microsoft:QLinearMul", "com.microsoft:BiasAdd"];

    public override void InferShapes(ShapeContext node)
    {
        if (node.Input(0) is not { } a) return;
        if (node.Node.OpType == "BiasAdd") node.SetOutput(0, a);
        else if (node.Input(3) is { } b && Broadcasting.Of(a.Dims, b.Dims) is { } dims) node.SetOutput(0, a.ElementType, dims);
    }
}
