using System.Collections.Immutable;
using PruneOnBuild.Graph.Channels;
using PruneOnBuild.Graph.Shapes;

namespace PruneOnBuild.Graph.Operators;

/// <summary>Positions turned into the tensor: output like the input.</summary>
internal sealed class RotaryEmbedding : Operator
{
    public override ImmutableArray<string> Types => ["RotaryEmbedding", "com.microsoft:RotaryEmbedding"];

    public override void InferShapes(ShapeContext node) => node.SetOutput(0, node.Input(0));

    /// <summary>Pairs within a head are turned; batch and (of [batch, heads, sequence, head]) heads are not touched.</summary>
    public override void RelateAxes(AxisContext node)
    {
        if (node.InputShape(0) is not { } x) return;
        CarriedAxes.Where(node, axis => axis == 0 || (axis == 1 && x.Rank == 4));
        node.FreezeOthers(0, "is rotated by its position");
    }

    public override void Cut(CutContext node)
    {
        if (node.InputShape(0) is { Rank: 4 } && node.Dense.Int("num_heads", 0) > 0 && node.Input(0, 1) is { } heads && node.IsCut(heads))
            node.Node.SetInt("num_heads", node.Kept(heads));
    }
}
