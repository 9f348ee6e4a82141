using System.Collections.Immutable;
using PruneOnBuild.Graph.Shapes;

namespace PruneOnBuild.Graph.Operators;

/// <summary>A tensor held in the node itself, in whichever attribute.</summary>
internal sealed class Constant : Operator
{
    public override ImmutableArray<string> Types => ["Constant"];

    public override void InferShapes(ShapeContext node)
    {
        if (node.Constant() is { } tensor) node.SetOutput(0, DeclaredShapes.Of(tensor));
        else if (node.Node.Attribute("sparse_value")?.SparseTensor is { } sparse) node.SetOutput(0, DeclaredShapes.Of(sparse));
    }
}
