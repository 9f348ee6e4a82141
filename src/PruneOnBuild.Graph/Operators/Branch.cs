using System.Collections.Immutable;
using PruneOnBuild.Graph.Shapes;
using DataType = PruneOnBuild.Graph.Onnx.TensorProto.Types.DataType;

namespace PruneOnBuild.Graph.Operators;

/// <summary>If: the outputs of the branch taken; where only a run tells which, what both branches agree on.</summary>
internal sealed class Branch : Operator
{
    public override ImmutableArray<string> Types => ["If"];

    public override void InferShapes(ShapeContext node)
    {
        if (node.Node.Attribute("then_branch")?.G is not { } then || node.Node.Attribute("else_branch")?.G is not { } otherwise)
            return;
        if (node.InferBody(then, []) is not { } thenTable || node.InferBody(otherwise, []) is not { } elseTable) return;
        var taken = node.Value(0) is { Count: 1 } condition ? condition.Entries[0] : Dim.Unknown;
        for (var i = 0; i < node.OutputCount && i < then.Output.Count && i < otherwise.Output.Count; i++)
        {
            var (thenName, elseName) = (then.Output[i].Name, otherwise.Output[i].Name);
            var (thenShape, elseShape) = (thenTable.Of(thenName), elseTable.Of(elseName));
            node.SetOutput(i, taken.IsKnown ? taken.Value != 0 ? thenShape : elseShape : Agreed(thenShape, elseShape));
            if (taken.IsKnown) node.SetValue(i, taken.Value != 0 ? thenTable.ValueOf(thenName) : elseTable.ValueOf(elseName));
        }
    }

    private static TensorShape? Agreed(TensorShape? a, TensorShape? b)
    {
        if (a is null || b is null || a.Rank != b.Rank) return null;
        var type = a.ElementType == b.ElementType ? a.ElementType : DataType.Undefined;
        return new(type, [.. a.Dims.Zip(b.Dims, (left, right) => left.Same(right) ? left : Dim.Unknown)]);
    }
}
