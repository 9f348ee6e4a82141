using PruneOnBuild.Graph;
using PruneOnBuild.Graph.Onnx;
using PruneOnBuild.Graph.Shapes;
using PruneOnBuild.Kernels;
using PruneOnBuild.Kernels.OnnxRuntime;
using PruneOnBuild.Graph.Tensors;
using PruneOnBuild.Pruning.Layers;

namespace PruneOnBuild.Pruning.Swaps;

/// <summary>The nodes behind a layer that its sparse operator computes too: an added constant or value, Relu or Clip, MaxPool, or a
/// LayerNormalization.</summary>
internal sealed class SwapTail
{
    private readonly List<NodeProto> _nodes = [];

    private SwapTail(SwapLayer layer) => (Bias, Output) = (layer.Bias, layer.Node.Output[0]);

    public IReadOnlyList<NodeProto> Nodes => _nodes;

    /// <summary>The layer's bias with the constants that are added behind it.</summary>
    public float[]? Bias { get; private set; }

    /// <summary>The value that is added; null where none is.</summary>
    public string? Residual { get; private set; }

    public SparseActivation Activation { get; private set; } = SparseActivation.None;

    /// <summary>Null where nothing is normalised.</summary>
    public TailNorm? Norm { get; private set; }

    /// <summary>Null where nothing is pooled.</summary>
    public MaxPooling? Pooling { get; private set; }

    /// <summary>The value that holds the result.</summary>
    public string Output { get; private set; }

    /// <param name="taken">Nodes that other layers compute.</param>
    public static SwapTail Behind(SwapLayer layer, ModelGraph model, ShapeTable shapes, IReadOnlySet<NodeProto> taken)
    {
        var tail = new SwapTail(layer);
        while (tail.Norm is null && model.OnlyUseOf(tail.Output) is { Input: not ValueUse.Captured, Node: var node } use
            && StandardNodes.IsStandard(node) && !taken.Contains(node))
        {
            var isSum = tail.Activation.IsNone && tail.Pooling is null;
            var isFused = node.OpType switch
            {
                // Attributes: how old versions broadcast.
                "Add" => isSum && node.Attribute.Count == 0 && tail.Adds(layer, node.Input[1 - use.Input], model, shapes),
                // The maximum of what is bounded is the bounded maximum.
                "Relu" => tail.Activation.IsNone && tail.Bounds(SparseActivation.Relu),
                "Clip" => tail.Activation.IsNone && use.Input == 0 && Bounds(node, model) is { } bounds && tail.Bounds(bounds),
                "MaxPool" => tail.Pooling is null && tail.Pools(layer, node),
                "LayerNormalization" => isSum && use.Input == 0 && tail.Normalizes(layer, node, model, shapes),
                _ => false,
            };
            if (!isFused)
            {
                break;
            }

            tail._nodes.Add(node);
            tail.Output = node.Output[0];
        }

        return tail;
    }

    private bool Adds(SwapLayer layer, string other, ModelGraph model, ShapeTable shapes)
    {
        var shape = shapes.Of(Output);
        if (SwapLayers.Bias(model, other, layer.Rows, layer.ChannelFromEnd, shape?.Rank ?? layer.ChannelFromEnd) is { } constant)
        {
            Bias = Bias is null ? constant : [.. Bias.Zip(constant, (a, b) => a + b)];
            return true;
        }

        if (Residual is not null || shape is null || shapes.Of(other) is not { } added || added.Rank != shape.Rank
            || !shape.Dims.Zip(added.Dims, (a, b) => a.Same(b)).All(isSame => isSame))
        {
            return false;
        }

        Residual = other;
        return true;
    }

    private bool Normalizes(SwapLayer layer, NodeProto node, ModelGraph model, ShapeTable shapes)
    {
        const float UsualEpsilon = 1e-5f;
        var axis = node.Int("axis", -1);
        var isLast = axis == -1 || (shapes.Of(Output) is { } shape && axis == shape.Rank - 1);
        if (layer.Operator != SparseOperators.MatMul || !isLast || node.Int("stash_type", 1) != 1 || node.Output.Skip(1).Any(output => output.Length > 0)
            || node.Input.Count < 2 || SwapLayers.Bias(model, node.Input[1], layer.Rows, 1, 1) is not { } scale)
        {
            return false;
        }

        var hasShift = node.Input.Count > 2 && node.Input[2].Length > 0;
        var shift = hasShift ? SwapLayers.Bias(model, node.Input[2], layer.Rows, 1, 1) : null;
        if (hasShift && shift is null)
        {
            return false;
        }

        Norm = new TailNorm(scale, shift, node.Float("epsilon", UsualEpsilon));
        return true;
    }

    private bool Pools(SwapLayer layer, NodeProto node)
    {
        var window = node.Ints("kernel_shape")?.ToArray();
        var strides = node.Ints("strides")?.ToArray() ?? [1, 1];
        if (layer.Operator != SparseOperators.Conv || layer.ChannelFromEnd != 3 || node.Output.Skip(1).Any(output => output.Length > 0)
            || node.Int("ceil_mode", 0) != 0 || node.String("auto_pad", "NOTSET") is not ("NOTSET" or "" or "VALID")
            || node.Ints("pads")?.Any(pad => pad != 0) == true || node.Ints("dilations")?.Any(dilation => dilation != 1) == true
            || window is not [> 0 and <= int.MaxValue, > 0 and <= int.MaxValue] || strides is not [> 0 and <= int.MaxValue, > 0 and <= int.MaxValue])
        {
            return false;
        }

        Pooling = new MaxPooling((int)window[0], (int)window[1], (int)strides[0], (int)strides[1]);
        return true;
    }

    private bool Bounds(SparseActivation activation)
    {
        Activation = activation;
        return true;
    }

    /// <summary>Null where a bound is not known before a run.</summary>
    private static SparseActivation? Bounds(NodeProto node, ModelGraph model)
    {
        const int ConstantsAreInputs = 11;
        if (model.Opset() < ConstantsAreInputs)
        {
            return new SparseActivation(node.Float("min", float.NegativeInfinity), node.Float("max", float.PositiveInfinity));
        }

        return Bound(node, 1, float.NegativeInfinity, model) is { } least && Bound(node, 2, float.PositiveInfinity, model) is { } most
            ? new SparseActivation(least, most) : null;
    }

    private static float? Bound(NodeProto node, int input, float fallback, ModelGraph model)
    {
        if (node.Input.Count <= input || node.Input[input].Length == 0)
        {
            return fallback;
        }

        return StoredWeight.IsFloat(model, node.Input[input], out var tensor) && TensorReader.Floats(tensor) is [var bound] ? bound : null;
    }
}
