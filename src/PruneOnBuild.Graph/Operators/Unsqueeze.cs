using System.Collections.Immutable;
using PruneOnBuild.Graph.Channels;
using PruneOnBuild.Graph.Shapes;

namespace PruneOnBuild.Graph.Operators;

/// <summary>New axes of extent 1, at places counted in the output (attribute, or from opset 13 an input).</summary>
internal sealed class Unsqueeze : Operator
{
    public override ImmutableArray<string> Types => ["Unsqueeze"];

    public override void InferShapes(ShapeContext node)
    {
        if (node.Input(0) is not { } x || node.IntsOrAttribute(1, "axes", out _) is not { } named) return;
        if (Axes.Normal(named, x.Rank + named.Length) is not { } axes) return;
        List<Dim> dims = [.. x.Dims];
        foreach (var axis in axes.Order()) dims.Insert(axis, 1);
        node.SetOutput(0, x.ElementType, dims);
        node.SetValue(0, node.Value(0));
    }

    public override void RelateAxes(AxisContext node)
    {
        if (node.OutputShape(0) is not { } output || (node.HasInput(1) ? node.Ints(1) : node.Node.Ints("axes")?.ToArray()) is not { } named
            || Axes.Normal(named, output.Rank) is not { } added) return;
        var source = 0;
        CarriedAxes.Permuted(node, [.. Enumerable.Range(0, output.Rank).Select(axis => added.Contains(axis) ? (int?)null : source++)]);
    }
}
