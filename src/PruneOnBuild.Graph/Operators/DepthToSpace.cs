using System.Collections.Immutable;
using PruneOnBuild.Graph.Shapes;

namespace PruneOnBuild.Graph.Operators;

/// <summary>Blocks of channels laid out as pixels [N, C, H, W] -> [N, C/b², H*b, W*b], and the reverse.</summary>
internal sealed class DepthToSpace : Operator
{
    public override ImmutableArray<string> Types => ["DepthToSpace", "SpaceToDepth"];

    public override void InferShapes(ShapeContext node)
    {
        Dim block = node.Node.Int("blocksize", 0);
        if (node.Input(0) is not { Rank: 4 } x || block.Value <= 0) return;
        if (node.Node.OpType == "DepthToSpace") node.SetOutput(0, x.ElementType, x[0], x[1].DivideExactly(block * block), x[2] * block, x[3] * block);
        else node.SetOutput(0, x.ElementType, x[0], x[1] * block * block, x[2].DivideExactly(block), x[3].DivideExactly(block));
    }
}
