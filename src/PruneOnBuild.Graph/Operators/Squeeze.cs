using System.Collections.Immutable;
using PruneOnBuild.Graph.Shapes;

namespace PruneOnBuild.Graph.Operators;

/// <summary>Axes of extent 1 removed: those named (attribute, or from opset 13 an input), or all.</summary>
internal sealed class Squeeze : Operator
{
    public override ImmutableArray<string> Types => ["Squeeze"];

    public override void InferShapes(ShapeContext node)
    {
        if (node.Input(0) is not { } x) return;
        node.SetValue(0, node.Value(0));
        var named = node.IntsOrAttribute(1, "axes", out var given);
        if (given)
        {
            if (named is null || Axes.Normal(named, x.Rank) is not { } axes || axes.Any(axis => x[axis].Differs(1))) return;
            node.SetOutput(0, x.ElementType, x.Dims.Where((_, axis) => !axes.Contains(axis)));
        }
        else if (x.IsStatic)
        {
            node.SetOutput(0, x.ElementType, x.Dims.Where(dim => !dim.Is(1)));
        }
    }
}
