using System.Collections.Immutable;
using PruneOnBuild.Graph.Channels;
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

    public override void RelateAxes(AxisContext node)
    {
        if (node.InputShape(0) is not { } x || node.OutputShape(0) is not { } output) return;
        var named = node.HasInput(1) ? node.Ints(1) : node.Node.Ints("axes")?.ToArray();
        if (Gone(x, named) is not { } gone) return;
        int?[] order = [.. Enumerable.Range(0, x.Rank).Where(axis => !gone.Contains(axis)).Select(axis => (int?)axis)];
        if (order.Length == output.Rank) CarriedAxes.Permuted(node, order);
    }

    /// <summary>Without names all axes of extent 1 go, so an axis that is cut down to one channel would go with them: they are named.</summary>
    public override void Cut(CutContext node)
    {
        if (node.HasInput(1) || node.Dense.Has("axes") || node.InputShape(0) is not { } x || Gone(x, null) is not { } gone) return;
        if (node.Opset >= 13) node.NewInput(1, [.. gone.Select(axis => (long)axis)]);
        else node.Node.SetInts("axes", gone.Select(axis => (long)axis));
    }

    private static int[]? Gone(TensorShape x, long[]? named) =>
        named is not null ? Axes.Normal(named, x.Rank) : [.. Enumerable.Range(0, x.Rank).Where(axis => x[axis].Is(1))];
}
