using PruneOnBuild.Graph;
using PruneOnBuild.Graph.Onnx;
using PruneOnBuild.Graph.Shapes;
using PruneOnBuild.Graph.Tensors;
using PruneOnBuild.Kernels.OnnxRuntime;
using PruneOnBuild.Pruning.Layers;

namespace PruneOnBuild.Pruning.Swaps;

/// <summary>Reads nodes as layers of the sparse operators, or says why they are none.</summary>
internal static class SwapLayers
{
    private const string NoWeights = "its weights are no float32 constant";

    private const string NoBias = "its bias is no float32 constant with one number for each output";

    /// <param name="obstacle">Why the node is no such layer; null where it is one.</param>
    public static SwapLayer? Of(NodeProto node, ModelGraph model, ShapeTable shapes, out string? obstacle)
    {
        SwapLayer? layer = null;
        obstacle = !StandardNodes.IsStandard(node) ? "its operator has no sparse form" : node.OpType switch
        {
            "Conv" => Conv(node, model, shapes, out layer),
            "Gemm" => Gemm(node, model, out layer),
            "MatMul" => Linear(node, model, isTransposed: true, bias: null, out layer),
            _ => "its operator has no sparse form",
        };
        return layer;
    }

    private static string? Conv(NodeProto node, ModelGraph model, ShapeTable shapes, out SwapLayer? layer)
    {
        layer = null;
        if (node.Input.Count < 2 || !StoredWeight.IsFloat(model, node.Input[1], out var weight))
        {
            return NoWeights;
        }

        var axes = weight.Dims.Count - 2;
        if (axes is not (1 or 2))
        {
            return $"its kernel has {axes} axes";
        }

        var kernel = weight.Dims.Skip(2).ToArray();
        var strides = Numbers(node, "strides", 1, axes);
        var dilations = Numbers(node, "dilations", 1, axes);
        if (ConvPads.Of(node, kernel, strides, dilations, shapes.Of(node.Input[0])) is not { } pads)
        {
            return "its auto_pad depends on a size that only a run tells";
        }

        if (pads.Any(pad => pad < 0))
        {
            return "its pads cut the input";
        }

        var rows = (int)weight.Dims[0];
        float[]? bias = null;
        if (HasInput(node, 2) && (bias = Bias(model, node.Input[2], rows, 1, 1)) is null)
        {
            return NoBias;
        }

        var columns = weight.Dims.Skip(1).Aggregate(1L, (product, dim) => product * dim);
        layer = new SwapLayer(node, SparseOperators.Conv, weight, IsTransposed: false, rows, (int)columns, bias, axes + 1,
        [
            ("kernel_shape", kernel), ("strides", strides), ("dilations", dilations), ("pads", pads), ("group", [node.Int("group", 1)]),
        ]);
        return null;
    }

    private static string? Gemm(NodeProto node, ModelGraph model, out SwapLayer? layer)
    {
        layer = null;
        if (node.Int("transA", 0) != 0 || node.Float("alpha", 1) != 1 || node.Float("beta", 1) != 1)
        {
            return "it scales or transposes";
        }

        return Linear(node, model, node.Int("transB", 0) == 0, HasInput(node, 2) ? node.Input[2] : null, out layer);
    }

    private static string? Linear(NodeProto node, ModelGraph model, bool isTransposed, string? bias, out SwapLayer? layer)
    {
        layer = null;
        if (node.Input.Count < 2 || !StoredWeight.IsFloat(model, node.Input[1], out var weight) || weight.Dims.Count != 2)
        {
            return NoWeights;
        }

        var (rows, columns) = ((int)weight.Dims[isTransposed ? 1 : 0], (int)weight.Dims[isTransposed ? 0 : 1]);
        float[]? biases = null;
        if (bias is not null && (biases = Bias(model, bias, rows, 1, 2)) is null)
        {
            return NoBias;
        }

        layer = new SwapLayer(node, SparseOperators.MatMul, weight, isTransposed, rows, columns, biases, ChannelFromEnd: 1, []);
        return null;
    }

    /// <summary>What a constant adds to each channel; null where it is none or adds different numbers within a channel.</summary>
    /// <param name="channelFromEnd">Axis of the channels, 1 being the last.</param>
    /// <param name="mostAxes">Axes of what it is added to.</param>
    public static float[]? Bias(ModelGraph model, string value, int channels, int channelFromEnd, int mostAxes)
    {
        if (!StoredWeight.IsFloat(model, value, out var tensor) || tensor.Dims.Count > mostAxes)
        {
            return null;
        }

        for (var fromEnd = 1; fromEnd <= tensor.Dims.Count; fromEnd++)
        {
            var size = tensor.Dims[tensor.Dims.Count - fromEnd];
            if (size != 1 && (fromEnd != channelFromEnd || size != channels))
            {
                return null;
            }
        }

        var values = TensorReader.Floats(tensor);
        return values.Length == channels ? values : [.. Enumerable.Repeat(values[0], channels)];
    }

    private static bool HasInput(NodeProto node, int input) => node.Input.Count > input && node.Input[input].Length > 0;

    private static long[] Numbers(NodeProto node, string attribute, long fallback, int count) =>
        node.Ints(attribute)?.ToArray() ?? [.. Enumerable.Repeat(fallback, count)];
}
