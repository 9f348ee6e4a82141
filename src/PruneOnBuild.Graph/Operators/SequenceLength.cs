using System.Collections.Immutable;
using PruneOnBuild.Graph.Shapes;
using DataType = PruneOnBuild.Graph.Onnx.TensorProto.Types.DataType;

namespace PruneOnBuild.Graph.Operators;

/// <summary>Scalars told of sequences and optionals, whose contents are not followed.</summary>
internal sealed class SequenceLength : Operator
{
    public override ImmutableArray<string> Types => ["SequenceLength", "OptionalHasElement"];

    public override void InferShapes(ShapeContext node) =>
        node.SetOutput(0, node.Node.OpType == "SequenceLength" ? DataType.Int64 : DataType.Bool);
}
