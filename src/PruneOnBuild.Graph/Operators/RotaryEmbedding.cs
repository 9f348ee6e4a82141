using System.Collections.Immutable;
using PruneOnBuild.Graph.Shapes;

namespace PruneOnBuild.Graph.Operators;

/// <summary>Positions turned into the tensor: output like the input.</summary>
internal sealed class RotaryEmbedding : Operator
{
    public override ImmutableArray<string> Types => ["RotaryEmbedding", "com.microsoft:RotaryEmbedding"];

    public override void InferShapes(ShapeContext node) => node.SetOutput(0, node.Input(0));
}
