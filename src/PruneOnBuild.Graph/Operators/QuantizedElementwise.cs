using System.Collections.Immutable;
using PruneOnBuild.Graph.Channels;
using PruneOnBuild.Graph.Shapes;

namespace PruneOnBuild.Graph.Operators;

/// <summary>com.microsoft: A, scale, zero point, B, scale, zero point, output scale, zero point -> A and B broadcast.</summary>
internal sealed class QuantizedElementwise : Operator
{
    private const int A = 0, B = 3;

    public override ImmutableArray<string> Types => ["com.microsoft:QLinearAdd", "com.microsoft:QLinearMul"];

    public override void InferShapes(ShapeContext node)
    {
        if (node.Input(A) is { } a && node.Input(B) is { } b && Broadcasting.Of(a.Dims, b.Dims) is { } dims)
            node.SetOutput(0, a.ElementType, dims);
    }

    public override void RelateAxes(AxisContext node) => BroadcastAxes.Relate(node, except: input => input is not (A or B));
}
