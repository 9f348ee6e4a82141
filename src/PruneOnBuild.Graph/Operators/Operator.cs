using System.Collections.Immutable;
using PruneOnBuild.Graph.Channels;
using PruneOnBuild.Graph.Shapes;

namespace PruneOnBuild.Graph.Operators;

/// <summary>What the tool knows of one operator family; one file per family.</summary>
public abstract class Operator
{
    /// <summary>
    /// The operators of the family: <c>Conv</c>, or with a domain other than the standard one <c>com.microsoft:FusedConv</c>.
    /// </summary>
    public abstract ImmutableArray<string> Types { get; }

    /// <summary>
    /// Says what follows for the outputs' shapes, for operator sets 7 and later. Where information is missing it says nothing:
    /// it neither guesses nor throws, whatever the node holds. Shapes that no runtime accepts are rejected through the context.
    /// </summary>
    public abstract void InferShapes(ShapeContext node);

    /// <summary>
    /// Says how the channels of the inputs' axes correspond to those of the outputs'. What it does not speak of is frozen, so an operator
    /// that says nothing can never lead to a wrong model.
    /// </summary>
    public virtual void RelateAxes(AxisContext node)
    {
    }

    /// <summary>Rewrites what the node knows of sizes and positions after channels were cut around it.</summary>
    public virtual void Cut(CutContext node)
    {
    }
}
