using System.Collections.Immutable;
using PruneOnBuild.Graph.Channels;
using PruneOnBuild.Graph.Shapes;
using DataType = PruneOnBuild.Graph.Onnx.TensorProto.Types.DataType;

namespace PruneOnBuild.Graph.Operators;

/// <summary>Functions of one tensor, element by element: Y has the shape of X.</summary>
internal sealed class Elementwise : Operator
{
    public override ImmutableArray<string> Types =>
    [
        "Abs", "Acos", "Acosh", "Asin", "Asinh", "Atan", "Atanh", "BitwiseNot", "Ceil", "Celu", "Cos", "Cosh", "Elu", "Erf",
        "Exp", "Floor", "Gelu",
        "HardSigmoid", "HardSwish", "IsInf", "IsNaN", "LeakyRelu", "Log", "Mish", "Neg", "Not", "ParametricSoftplus",
        "Reciprocal", "Relu", "Round",
        "ScaledTanh", "Selu", "Shrink", "Sigmoid", "Sign", "Sin", "Sinh", "Softplus", "Softsign", "Sqrt", "Swish", "Tan",
        "Tanh", "ThresholdedRelu",
        "com.microsoft:Gelu", "com.microsoft:QuickGelu", "com.microsoft:QLinearLeakyRelu", "com.microsoft:QLinearSigmoid",
    ];

    public override void InferShapes(ShapeContext node)
    {
        if (node.Input(0) is not { } x) return;
        node.SetOutput(0, node.Node.OpType is "IsInf" or "IsNaN" ? x with { ElementType = DataType.Bool } : x);
        if (node.Value(0) is { } value) node.SetValue(0, Evaluate(node.Node.OpType, x.ElementType, value));
    }

    private static TensorValue? Evaluate(string type, DataType element, TensorValue value)
    {
        Func<double, double>? real = type switch
        {
            "Abs" => Math.Abs,
            "Ceil" => Math.Ceiling,
            "Exp" => Math.Exp,
            "Floor" => Math.Floor,
            "Log" => Math.Log,
            "Neg" => x => -x,
            "Not" => x => x == 0 ? 1 : 0,
            "Reciprocal" => x => 1 / x,
            "Relu" => x => Math.Max(x, 0),
            "Round" => x => Math.Round(x, MidpointRounding.ToEven),
            "Sign" => x => double.IsNaN(x) ? x : Math.Sign(x),
            "Sqrt" => Math.Sqrt,
            _ => null,
        };
        if (real is not null && !value.Reals.IsDefault && (IsReal(element) || type == "Not"))
            return TensorValue.Of(element, value.Reals.Select(real));
        Func<Dim, Dim>? whole = type switch
        {
            "Ceil" or "Floor" or "Round" => x => x,
            "Abs" or "Relu" => x => x.IsNonNegative ? x : Dim.Unknown,
            "Neg" => x => x * -1,
            _ => null,
        };
        return whole is null ? null : TensorValue.Of(value.Entries.Select(whole));
    }

    private static bool IsReal(DataType type) => type is DataType.Float or DataType.Double or DataType.Float16;

    public override void RelateAxes(AxisContext node) => CarriedAxes.All(node);
}
