using PruneOnBuild.Graph;
using PruneOnBuild.Graph.Shapes;
using DataType = PruneOnBuild.Graph.Onnx.TensorProto.Types.DataType;

namespace PruneOnBuild.Pruning.Calibration;

/// <summary>
/// The real numbers by which two models are compared: outputs that hold such, and behind an output that only names a class or says yes or no,
/// the scores that it was decided by. An index says nothing of how nearly another one won, and far too little of a few samples.
/// </summary>
internal static class TellingValues
{
    /// <summary>
    /// What decides, or says the same in another type or shape. Along an axis that is decided over nothing may be cut, and the others are those
    /// of the output: a cut leaves the shape of what stands in front of them.
    /// </summary>
    private static readonly HashSet<string> Deciding =
    [
        "ArgMax", "ArgMin", "TopK", "Less", "LessOrEqual", "Greater", "GreaterOrEqual", "Equal", "Not", "And", "Or", "Xor", "Where", "Cast",
        "Identity", "Squeeze", "Unsqueeze", "Reshape", "Flatten", "Transpose", "Concat",
    ];

    /// <summary>In the order of the outputs; none where no output depends on real numbers in such a way.</summary>
    public static string[] Of(ModelGraph model)
    {
        if (model.Outputs.All(output => output.Type?.TensorType?.ElemType is (int)DataType.Float or 0))
        {
            return [.. model.Outputs.Select(output => output.Name)];
        }

        var shapes = ShapeInference.Infer(model);
        var told = model.Outputs.SelectMany(output =>
            output.Type?.TensorType?.ElemType is (int)DataType.Float or 0 ? [output.Name] : Scores(model, shapes, output.Name)).Distinct().ToList();

        // What was computed from another one, such as the best score, adds nothing to it.
        return [.. told.Where(value => model.IsOutput(value) || !told.Exists(other => other != value && IsFrom(model, value, other)))];
    }

    private static IEnumerable<string> Scores(ModelGraph model, ShapeTable shapes, string value)
    {
        if (model.Constant(value) is not null || model.IsInput(value))
        {
            return [];
        }

        return shapes.Of(value)?.ElementType == DataType.Float ? [value]
            : model.ProducerOf(value) is { Domain: "" or "ai.onnx" } maker && Deciding.Contains(maker.OpType)
                ? maker.Input.Where(input => input.Length > 0).SelectMany(input => Scores(model, shapes, input)) : [];
    }

    /// <summary>Whether a value is computed from another by one node or two.</summary>
    private static bool IsFrom(ModelGraph model, string value, string other, int nodes = 2) =>
        nodes > 0 && model.ProducerOf(value) is { } maker && maker.Input.Any(input => input == other || IsFrom(model, input, other, nodes - 1));
}
