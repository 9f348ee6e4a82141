using System.Collections.Immutable;
using PruneOnBuild.Graph.Channels;
using PruneOnBuild.Graph.Shapes;

namespace PruneOnBuild.Graph.Operators;

/// <summary>Functions along an axis, and others that mix elements but keep the shape: Y like X.</summary>
internal sealed class Softmax : Operator
{
    public override ImmutableArray<string> Types =>
        ["Softmax", "LogSoftmax", "Hardmax", "CumSum", "CumProd", "Trilu", "ReverseSequence", "com.microsoft:BiasSoftmax",
            "com.microsoft:Trilu", "com.microsoft:QLinearSoftmax", "com.microsoft:BiasDropout"];

    public override void InferShapes(ShapeContext node)
    {
        node.SetOutput(0, node.Input(0));
        // Zeros from ConstantOfShape, summed, count positions: a common way to write a range.
        if (node.Node.OpType == "CumSum" && node.Input(0) is { Rank: 1 } && node.Value(0) is { } value && IsPlain(node))
            node.SetValue(0, TensorValue.Of(Sums(value.Entries)));
    }

    private static bool IsPlain(ShapeContext node) => node.Node.Int("exclusive", 0) == 0 && node.Node.Int("reverse", 0) == 0;

    private static IEnumerable<Dim> Sums(IEnumerable<Dim> entries)
    {
        Dim sum = 0;
        foreach (var entry in entries) yield return sum += entry;
    }

    /// <summary>The axis that is summed over is frozen; before opset 13 that is all from <c>axis</c> on.</summary>
    public override void RelateAxes(AxisContext node)
    {
        if (node.Node.OpType is not ("Softmax" or "LogSoftmax" or "Hardmax") || node.InputShape(0) is not { } x) return;
        var old = node.Opset < 13;
        if (Axes.Normal(node.Node.Int("axis", old ? 1 : -1), x.Rank) is not { } along) return;
        CarriedAxes.Where(node, axis => old ? axis < along : axis != along);
    }
}
