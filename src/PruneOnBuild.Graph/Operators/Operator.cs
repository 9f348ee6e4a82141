using System.Collections.Immutable;
using PruneOnBuild.Graph.Shapes;

namespace PruneOnBuild.Graph.Operators;

/// <summary>What the tool knows of one operator family; one file per family.</summary>
public abstract class Operator
{
    /// <summary>The operators of the family: <c>Conv</c>, or with a domain other than the standard one <c>com.microsoft:FusedConv</c>.</summary>
    public abstract ImmutableArray<string> Types { get; }

    /// <summary>
    /// Says what follows for the outputs' shapes, for operator sets 7 and later. Where information is missing it says nothing:
    /// it neither guesses nor throws, whatever the node holds. Shapes that no runtime accepts are rejected through the context.
    /// </summary>
    public abstract void InferShapes(ShapeContext node);
}
