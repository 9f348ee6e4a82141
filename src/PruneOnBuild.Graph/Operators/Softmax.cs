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
        if (node.InputShape(0) is not { } x) return;
        switch (node.Node.OpType)
        {
            case "Softmax" or "LogSoftmax" or "Hardmax" or "QLinearSoftmax":
                RelateSoftmax(node, x);
                break;
            case "CumSum" when node.Ints(1) is [var wanted] && Axes.Normal(wanted, x.Rank) is { } along:
                // A channel of zeros adds nothing to the sums of the others.
                CarriedAxes.Where(node, axis => axis != along);
                node.Output(0, along, node.Input(0, along, AxisRole.Reads));
                break;
            case "Trilu":
                CarriedAxes.Where(node, axis => axis < x.Rank - 2);
                node.FreezeOthers(0, "is cut to a triangle");
                break;
            case "ReverseSequence":
                long[] named = [node.Node.Int("batch_axis", 1), node.Node.Int("time_axis", 0)];
                if (Axes.Normal(named, x.Rank) is { } reversed) CarriedAxes.Where(node, axis => !reversed.Contains(axis));
                break;
            case "BiasDropout":
                BroadcastAxes.Relate(node, except: input => input > 2);
                for (var axis = 0; axis < x.Rank; axis++) node.Output(1, axis, node.Peek(0, axis));
                break;
        }
    }

    private static void RelateSoftmax(AxisContext node, TensorShape x)
    {
        var old = (node.Node.OpType == "QLinearSoftmax" ? node.Node.Int("opset", 0) : node.Opset) < 13;
        if (Axes.Normal(node.Node.Int("axis", old ? 1 : -1), x.Rank) is not { } along) return;
        CarriedAxes.Where(node, axis => old ? axis < along : axis != along);
        node.FreezeOthers(0, "is soft-maxed over");
    }
}
