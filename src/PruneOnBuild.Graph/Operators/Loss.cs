using System.Collections.Immutable;
using PruneOnBuild.Graph.Shapes;

namespace PruneOnBuild.Graph.Operators;

/// <summary>
/// scores [N, C, ...], labels [N, ...] -> loss, a scalar or (reduction none) like the labels; also Det [..., M, M] -> [...].
/// </summary>
internal sealed class Loss : Operator
{
    public override ImmutableArray<string> Types => ["SoftmaxCrossEntropyLoss", "NegativeLogLikelihoodLoss", "Det"];

    public override void InferShapes(ShapeContext node)
    {
        if (node.Node.OpType == "Det")
        {
            if (node.Input(0) is { Rank: >= 2 } x) node.SetOutput(0, x.ElementType, x.Dims[..^2]);
            return;
        }
        if (node.Node.String("reduction", "mean") != "none") node.SetOutput(0, node.Type(0));
        else if (node.Input(1) is { } labels) node.SetOutput(0, node.Type(0), labels.Dims);
        node.SetOutput(1, node.Input(0));
    }
}
