using System.Collections.Immutable;
using PruneOnBuild.Graph.Shapes;
using DataType = PruneOnBuild.Graph.Onnx.TensorProto.Types.DataType;

namespace PruneOnBuild.Graph.Operators;

/// <summary>
/// input [batch, sequence, hidden] and skip, added, then normalised: output like the input; mean, deviation [.., 1]; the sum,
/// like the input.
/// </summary>
internal sealed class SkipLayerNormalization : Operator
{
    private const int Sum = 3;

    public override ImmutableArray<string> Types =>
        ["com.microsoft:SkipLayerNormalization", "com.microsoft:SkipSimplifiedLayerNormalization"];

    public override void InferShapes(ShapeContext node)
    {
        if (node.Input(0) is not { Rank: >= 1 } x) return;
        node.SetOutput(0, x);
        for (var output = 1; output < Sum; output++) node.SetOutput(output, DataType.Float, [.. x.Dims[..^1], 1]);
        node.SetOutput(Sum, x);
    }
}
