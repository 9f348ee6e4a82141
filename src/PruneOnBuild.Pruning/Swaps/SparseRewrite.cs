using Google.Protobuf;
using PruneOnBuild.Graph;
using PruneOnBuild.Graph.Onnx;
using PruneOnBuild.Graph.Rewrites;
using PruneOnBuild.Graph.Shapes;
using PruneOnBuild.Graph.Tensors;
using PruneOnBuild.Kernels;
using PruneOnBuild.Kernels.OnnxRuntime;
using PruneOnBuild.Kernels.Storage;

namespace PruneOnBuild.Pruning.Swaps;

/// <summary>
/// Replaces layers by sparse operators that hold only the weights that are not zero, and that compute the bias, the residual, the
/// activation, the pooling and the normalisation behind them as well. Such a model runs where <see cref="SparseOperators"/> are registered.
/// </summary>
public sealed class SparseRewrite
{
    private readonly ModelGraph _model;
    private readonly ShapeTable _shapes;
    private readonly ModelProto _swapped;
    private readonly HashSet<NodeProto> _taken = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<NodeProto, NodeProto> _replacements = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<(string Weight, bool IsTransposed, int BlockRows, StoredType Type), string> _packed = [];

    private SparseRewrite(ModelGraph model, ShapeTable shapes)
    {
        _model = model;
        _shapes = shapes;
        _swapped = model.Proto.Clone();
    }

    /// <summary>The model with the nodes replaced; the given one is not changed.</summary>
    /// <exception cref="ArgumentException">A node is not there or cannot be replaced.</exception>
    public static ModelGraph Swap(ModelGraph model, IReadOnlyCollection<SparseSwap> swaps)
    {
        var shapes = ShapeInference.Infer(model);
        var rewrite = new SparseRewrite(model, shapes);
        var layers = new Dictionary<NodeProto, (SwapLayer Layer, SparseSwap Swap)>(ReferenceEqualityComparer.Instance);
        foreach (var swap in swaps)
        {
            var layer = LayerOf(swap, model, shapes);
            if (!layers.TryAdd(layer.Node, (layer, swap)))
            {
                throw new ArgumentException($"{layer.Node.Describe()} is named twice.");
            }
        }

        rewrite._taken.UnionWith(layers.Keys);

        // Where two layers meet in one addition, the later one computes it: the other's output is there by then.
        foreach (var node in model.Nodes.Reverse())
        {
            if (layers.TryGetValue(node, out var pair))
            {
                rewrite.Replace(pair.Layer, pair.Swap);
            }
        }

        return rewrite.Finish();
    }

    /// <summary>Why a node cannot be replaced, to stand behind "cannot be sparse: "; null where it can.</summary>
    public static string? Obstacle(ModelGraph model, ShapeTable shapes, NodeProto node)
    {
        SwapLayers.Of(node, model, shapes, out var obstacle);
        return obstacle;
    }

    private static SwapLayer LayerOf(SparseSwap swap, ModelGraph model, ShapeTable shapes)
    {
        var node = model.Nodes.FirstOrDefault(node => NodeNames.Of(node) == swap.Node)
            ?? throw new ArgumentException($"The model has no node '{swap.Node}'.");
        return SwapLayers.Of(node, model, shapes, out var obstacle)
            ?? throw new ArgumentException($"{node.Describe()} cannot be sparse: {obstacle}.");
    }

    private void Replace(SwapLayer layer, SparseSwap swap)
    {
        var tail = SwapTail.Behind(layer, _model, _shapes, _taken);
        _taken.UnionWith(tail.Nodes);
        var node = new NodeProto
        {
            Name = layer.Node.Name,
            Domain = SparseOperators.Domain,
            OpType = layer.Operator,
            Input = { layer.Node.Input[0], Packed(layer, swap) },
            Output = { tail.Output },
        };
        node.Input.Add(
        [
            Constant(tail.Bias, tail.Output, "bias"), tail.Residual ?? "",
            Constant(tail.Norm?.Scale, tail.Output, "scale"), Constant(tail.Norm?.Shift, tail.Output, "shift"),
        ]);
        while (node.Input[^1].Length == 0)
        {
            node.Input.RemoveAt(node.Input.Count - 1);
        }

        Describe(node, layer, tail.Activation);
        if (tail.Pooling is { } pooling)
        {
            node.SetInts("pool_shape", [pooling.Height, pooling.Width]);
            node.SetInts("pool_strides", [pooling.StrideY, pooling.StrideX]);
        }

        if (tail.Norm is { } norm)
        {
            node.SetFloat("epsilon", norm.Epsilon);
        }

        _replacements.Add(tail.Nodes.Count > 0 ? tail.Nodes[^1] : layer.Node, node);
    }

    /// <summary>The name of new constants; "" where there are none.</summary>
    private string Constant(float[]? values, string output, string what)
    {
        if (values is null)
        {
            return "";
        }

        var name = NewName(output, what);
        ModelEdits.AddInitializer(_swapped, TensorWriter.Create(name, [values.Length], values));
        return name;
    }

    private static void Describe(NodeProto node, SwapLayer layer, SparseActivation activation)
    {
        foreach (var (name, values) in layer.Attributes)
        {
            if (name == "group")
            {
                node.SetInt(name, values[0]);
            }
            else
            {
                node.SetInts(name, values);
            }
        }

        node.SetInt("outputs", layer.Rows);
        if (!activation.IsNone)
        {
            node.SetFloat("activation_min", activation.Least);
            node.SetFloat("activation_max", activation.Most);
        }
    }

    /// <summary>The name of the packed weights; nodes with equal ones share them.</summary>
    private string Packed(SwapLayer layer, SparseSwap swap)
    {
        var key = (layer.Node.Input[1], layer.IsTransposed, swap.BlockRows, swap.Type);
        if (!_packed.TryGetValue(key, out var name))
        {
            var bytes = SparseWeightsCodec.Encode(
                SparseWeights.FromDense(layer.Dense(), layer.Rows, layer.Columns, swap.BlockRows), swap.Type);
            _packed[key] = name = NewName(layer.Node.Output[0], "weights");
            var tensor = new TensorProto
            {
                Name = name,
                DataType = (int)TensorProto.Types.DataType.Uint8,
                Dims = { bytes.Length },
                RawData = UnsafeByteOperations.UnsafeWrap(bytes),
            };
            if (layer.Tensor.HasDataLocation)
            {
                // Beside the model, if the dense weights were there.
                tensor.DataLocation = layer.Tensor.DataLocation;
            }

            ModelEdits.AddInitializer(_swapped, tensor);
        }

        return name;
    }

    private ModelGraph Finish()
    {
        var nodes = _model.Graph.Node.Zip(_swapped.Graph.Node, (before, copy) =>
            _replacements.GetValueOrDefault(before) ?? (_taken.Contains(before) ? null : copy)).OfType<NodeProto>().ToList();
        _swapped.Graph.Node.Clear();
        _swapped.Graph.Node.AddRange(nodes);
        if (_replacements.Count > 0 && _model.Opset(SparseOperators.Domain) == 0)
        {
            _swapped.OpsetImport.Add(new OperatorSetIdProto { Domain = SparseOperators.Domain, Version = SparseOperators.Version });
        }

        SwappedValues.Declare(_swapped, _model, _shapes, _replacements.Values);
        RemoveUnread();
        return new ModelGraph(_swapped, _model.Path);
    }

    /// <summary>What only the replaced nodes read.</summary>
    private void RemoveUnread()
    {
        var now = new ModelGraph(_swapped.Clone(), _model.Path);
        bool IsUnread(string value) => now.UsesOf(value).Count == 0 && !now.IsOutput(value);
        var unread = _taken.SelectMany(node => node.Input).Where(value => value.Length > 0 && IsUnread(value)).ToHashSet();
        ModelEdits.RemoveInitializers(_swapped, unread);
        foreach (var node in _swapped.Graph.Node.Where(node => StandardNodes.Is(node, "Constant") && unread.Contains(node.Output[0])).ToList())
        {
            _swapped.Graph.Node.Remove(node);
        }
    }

    private string NewName(string value, string what)
    {
        var name = $"{value}_sparse_{what}";
        while (_model.Constant(name) is not null || _model.IsInput(name) || _model.ProducerOf(name) is not null)
        {
            name += "_";
        }

        return name;
    }
}
