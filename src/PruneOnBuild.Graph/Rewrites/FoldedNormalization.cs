using PruneOnBuild.Graph.Onnx;
using PruneOnBuild.Graph.Tensors;
using DataType = PruneOnBuild.Graph.Onnx.TensorProto.Types.DataType;

namespace PruneOnBuild.Graph.Rewrites;

/// <summary>
/// BatchNormalization behind a convolution becomes part of its weights, as every runtime does when it loads a model: W' = W s, b' = (b - mean) s +
/// shift with s = scale / sqrt(variance + epsilon). A layer that is re-fitted then aims at what the next one reads.
/// </summary>
internal static class FoldedNormalization
{
    private const float DefaultEpsilon = 1e-5f;

    /// <returns>Whether there was any.</returns>
    public static bool Fold(ModelProto model, ModelGraph before)
    {
        var nodes = ModelEdits.CopiesOf(before.Graph, model.Graph);

        var gone = new HashSet<object>(ReferenceEqualityComparer.Instance);
        foreach (var norm in before.Nodes.Where(node => node is { OpType: "BatchNormalization", Domain: "" or "ai.onnx" }))
        {
            if (ConvBefore(norm, before) is not { } conv || Parameters(norm, before) is not var (scale, shift, mean, variance)
                || scale.Length != before.Constant(conv.Input[1])!.Dims[0])
            {
                continue;
            }

            var weight = before.Constant(conv.Input[1])!;
            var values = TensorReader.Floats(weight);
            var bias = HasBias(conv) ? TensorReader.Floats(before.Constant(conv.Input[2])!) : new float[scale.Length];
            var epsilon = norm.Float("epsilon", DefaultEpsilon);
            var perOutput = values.Length / scale.Length;
            for (var output = 0; output < scale.Length; output++)
            {
                var factor = scale[output] / Math.Sqrt(variance[output] + (double)epsilon);
                foreach (ref var value in values.AsSpan(output * perOutput, perOutput))
                {
                    value = (float)(value * factor);
                }

                bias[output] = (float)(((bias[output] - mean[output]) * factor) + shift[output]);
            }

            var copy = nodes[conv];
            copy.Input.Clear();
            copy.Input.Add([conv.Input[0], $"{norm.Output[0]}_folded_weight", $"{norm.Output[0]}_folded_bias"]);
            copy.Output[0] = norm.Output[0];
            ModelEdits.AddInitializer(model, TensorWriter.Create(copy.Input[1], [.. weight.Dims], values));
            ModelEdits.AddInitializer(model, TensorWriter.Create(copy.Input[2], [bias.Length], bias));
            gone.Add(nodes[norm]);
        }

        var kept = model.Graph.Node.Where(node => !gone.Contains(node)).ToList();
        model.Graph.Node.Clear();
        model.Graph.Node.AddRange(kept);
        return gone.Count > 0;
    }

    /// <summary>The convolution that writes for this node alone, with weights that can be changed.</summary>
    private static NodeProto? ConvBefore(NodeProto norm, ModelGraph model) =>
        norm.Output.Count(output => output.Length > 0) == 1 && norm.Int("training_mode", 0) == 0
        && model.ProducerOf(norm.Input[0]) is { OpType: "Conv", Domain: "" or "ai.onnx" } conv
        && model.OnlyUseOf(norm.Input[0]) is not null
        && IsFloat(model, conv.Input[1]) && (!HasBias(conv) || IsFloat(model, conv.Input[2])) ? conv : null;

    private static (float[] Scale, float[] Shift, float[] Mean, float[] Variance)? Parameters(NodeProto norm, ModelGraph model) =>
        norm.Input.Count == 5 && norm.Input.Skip(1).All(input => IsFloat(model, input))
            ? (Read(norm, 1, model), Read(norm, 2, model), Read(norm, 3, model), Read(norm, 4, model)) : null;

    private static float[] Read(NodeProto norm, int input, ModelGraph model) => TensorReader.Floats(model.Constant(norm.Input[input])!);

    private static bool HasBias(NodeProto conv) => conv.Input.Count > 2 && conv.Input[2].Length > 0;

    private static bool IsFloat(ModelGraph model, string value) => model.Constant(value)?.ElementType() == DataType.Float;
}
