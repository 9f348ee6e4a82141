using System.Collections.Immutable;
using PruneOnBuild.Graph.Channels;
using PruneOnBuild.Graph.Shapes;
using DataType = PruneOnBuild.Graph.Onnx.TensorProto.Types.DataType;

namespace PruneOnBuild.Graph.Operators;

/// <summary>Functions of several tensors, element by element, after broadcasting them to one shape.</summary>
internal sealed class Broadcast : Operator
{
    private static readonly ImmutableArray<string> Comparisons =
        ["Equal", "Greater", "GreaterOrEqual", "Less", "LessOrEqual", "And", "Or", "Xor"];

    public override ImmutableArray<string> Types =>
    [
        "Add", "Sub", "Mul", "Div", "Pow", "Mod", "Max", "Min", "Sum", "Mean", "BitShift", "BitwiseAnd", "BitwiseOr",
        "BitwiseXor", "PRelu",
        "StringConcat", .. Comparisons, "com.microsoft:BiasGelu", "com.microsoft:FastGelu",
    ];

    public override void InferShapes(ShapeContext node)
    {
        if (node.Inputs() is not { Length: > 0 } inputs) return;
        var dims = inputs[0].Dims;
        foreach (var input in inputs.Skip(1))
        {
            if (Broadcasting.Of(dims, input.Dims) is { } common)
            {
                dims = common;
                continue;
            }
            node.Reject(ShapeErrors.Broadcast(node.Path, node.Node.Describe(), string.Join(" and ", inputs)));
            return;
        }
        var shape = new TensorShape(Comparisons.Contains(node.Node.OpType) ? DataType.Bool : inputs[0].ElementType, dims);
        node.SetOutput(0, shape);
        if (ShapeArithmetic.Evaluate(node, shape) is { } value) node.SetValue(0, value);
    }

    public override void RelateAxes(AxisContext node) => BroadcastAxes.Relate(node);
}
