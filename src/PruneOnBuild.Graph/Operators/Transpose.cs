using System.Collections.Immutable;
using PruneOnBuild.Graph.Channels;
using PruneOnBuild.Graph.Shapes;

namespace PruneOnBuild.Graph.Operators;

/// <summary>Axes in a new order: output axis i is input axis perm[i]; without perm, reversed.</summary>
internal sealed class Transpose : Operator
{
    public override ImmutableArray<string> Types => ["Transpose"];

    public override void InferShapes(ShapeContext node)
    {
        if (node.Input(0) is not { } x) return;
        var order = node.Node.Ints("perm") ?? [.. Enumerable.Range(0, x.Rank).Reverse().Select(axis => (long)axis)];
        if (order.Count != x.Rank || Axes.Normal(order, x.Rank) is not { } axes) return;
        Dim[] dims = [.. axes.Select(axis => x[axis])];
        node.SetOutput(0, x.ElementType, dims);
        if (node.Value(0) is not { } value || x.Numbers is not { } from || ShapeArithmetic.Count(from) != value.Count) return;
        var strides = RowMajor.Strides(from);
        node.SetValue(0, value.Pick(RowMajor.Select([.. axes.Select(axis => from[axis])],
            at => axes.Index().Sum(axis => (int)at[axis.Index] * strides[axis.Item]))));
    }

    public override void RelateAxes(AxisContext node)
    {
        if (node.InputShape(0) is not { } x) return;
        var order = node.Node.Ints("perm") ?? [.. Enumerable.Range(0, x.Rank).Reverse().Select(axis => (long)axis)];
        if (Axes.Normal(order, x.Rank) is { } axes) CarriedAxes.Permuted(node, [.. axes.Select(axis => (int?)axis)]);
    }
}
