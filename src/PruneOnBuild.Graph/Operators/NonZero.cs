using System.Collections.Immutable;
using PruneOnBuild.Graph.Channels;
using PruneOnBuild.Graph.Shapes;
using DataType = PruneOnBuild.Graph.Onnx.TensorProto.Types.DataType;

namespace PruneOnBuild.Graph.Operators;

/// <summary>Coordinates of the elements that are not 0: [rank, count]; the count is known where the elements are.</summary>
internal sealed class NonZero : Operator
{
    public override ImmutableArray<string> Types => ["NonZero"];

    public override void InferShapes(ShapeContext node)
    {
        if (node.Input(0) is not { } x) return;
        if (node.Value(0) is not { Reals.IsDefault: false } value || x.Numbers is not { } dims
            || ShapeArithmetic.Count(dims) != value.Count)
        {
            node.SetOutput(0, DataType.Int64, x.Rank, Dim.Unknown);
            return;
        }
        var found = RowMajor.Select(dims, at => at.ToArray()).Where((_, place) => value.Reals[place] != 0).ToArray();
        node.SetOutput(0, DataType.Int64, x.Rank, found.Length);
        node.SetValue(0, TensorValue.Of(Enumerable.Range(0, x.Rank).SelectMany(axis => found.Select(at => (Dim)at[axis]))));
    }

    public override void RelateAxes(AxisContext node) => node.FreezeOthers(0, "is searched through");
}
