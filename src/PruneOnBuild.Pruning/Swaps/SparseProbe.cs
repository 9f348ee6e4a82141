using System.Collections.Immutable;
using System.Globalization;
using PruneOnBuild.Graph;
using PruneOnBuild.Graph.Onnx;
using PruneOnBuild.Graph.Shapes;
using PruneOnBuild.Kernels.Storage;
using PruneOnBuild.Policy;
using PruneOnBuild.Runtime;

namespace PruneOnBuild.Pruning.Swaps;

/// <summary>
/// Swaps layers for sparse operators only where that was measured to be faster on this machine: layer by layer, each alone, and then the whole
/// model with none, the faster ones, these and the depthwise ones between them, and all of them swapped, because a layer among others of its kind
/// may cost less than alone.
/// </summary>
public sealed class SparseProbe
{
    /// <summary>What a swap must bring by itself: less is within the error of the measurement.</summary>
    private const double LeastSpeedup = 1.05;

    private readonly ModelGraph _model;
    private readonly ShapeTable _shapes;
    private readonly TargetPolicy _target;
    private readonly ISwapTimer _timer;
    private readonly IProgress<string> _progress;

    /// <param name="model">With zeros in place.</param>
    /// <param name="sample">One sample for it; its sizes are those that layers are timed at.</param>
    public SparseProbe(
        ModelGraph model, TargetPolicy target, IReadOnlyDictionary<string, Tensor> sample, IProgress<string> progress)
        : this(model, target, sample, new SwapTimer(SessionSettings.For(target), sample, progress.Report), progress)
    {
    }

    internal SparseProbe(
        ModelGraph model, TargetPolicy target, IReadOnlyDictionary<string, Tensor> sample, ISwapTimer timer, IProgress<string> progress)
    {
        (_model, _target, _timer, _progress) = (model, target, timer, progress);
        _shapes = ShapeInference.Infer(model, inputShapes: sample.ToDictionary(input => input.Key, input => input.Value.Dims.ToArray()));
    }

    /// <summary>The model with the chosen layers swapped, and how they were chosen.</summary>
    public (ModelGraph Model, SparseChoice Choice) Choose()
    {
        var layers = Layers();
        string[] faster = [.. layers.Where(layer => layer.IsSwapped).Select(layer => layer.Node)];
        string[] between = [.. layers.Where(layer => layer.IsSwapped || layer.Sparsity == 0).Select(layer => layer.Node)];
        string[] all = [.. layers.Select(layer => layer.Node)];
        var candidates = new[] { [], faster, between, all }.DistinctBy(swapped => swapped.Length).ToList();
        _progress.Report("timing the whole model with none, some and all of them swapped");
        var models = candidates.ConvertAll(swapped => swapped.Length == 0 ? _model : Apply(_model, _target, swapped));
        var times = _timer.WholeMs(models);
        var best = Enumerable.Range(0, times.Count).MinBy(i => times[i]);
        var chosen = candidates[best].ToHashSet(StringComparer.Ordinal);
        return (models[best], new SparseChoice(
            [.. layers.Select(layer => layer with { IsSwapped = chosen.Contains(layer.Node) })], times[0], times[best]));
    }

    /// <summary>The model with layers swapped that were chosen before.</summary>
    /// <param name="nodes">Names of layers.</param>
    /// <exception cref="ArgumentException">A layer is not there or cannot be swapped.</exception>
    public static ModelGraph Apply(ModelGraph model, TargetPolicy target, IEnumerable<string> nodes)
    {
        var blockRows = target.Pattern?.Value is SparsityPattern.Block block ? block.Rows : 1;
        var type = target.Values == StoredValues.Fp16 ? StoredType.Fp16 : StoredType.Fp32;
        return SparseRewrite.Swap(model, [.. nodes.Select(node => new SparseSwap(node, blockRows, type))]);
    }

    /// <summary>Every layer with zeros, and every depthwise one beside such, timed alone.</summary>
    internal IReadOnlyList<ProbedLayer> Layers()
    {
        var layers = _model.Nodes.Select(node => (Node: node, Layer: SwapLayers.Of(node, _model, _shapes, out _)))
            .Where(pair => pair.Layer is not null).Select(pair => (pair.Node, Layer: pair.Layer!, Sparsity: SparsityOf(pair.Layer!)))
            .Where(layer => layer.Sparsity > 0 || IsDepthwise(layer.Node)).ToList();
        if (layers.All(layer => layer.Sparsity == 0))
        {
            return [];
        }

        _progress.Report(string.Create(CultureInfo.InvariantCulture, $"timing {layers.Count} layers on sparse kernels"));
        var taken = layers.Select(layer => layer.Node).ToHashSet<NodeProto>(ReferenceEqualityComparer.Instance);
        return [.. layers.Select(layer => TimeOf(layer.Layer, layer.Sparsity, taken)).OfType<ProbedLayer>()];
    }

    /// <summary>One layer, timed alone; null where it has no sparse form, or a size that it reads is known only to a run.</summary>
    internal ProbedLayer? TimeOf(NodeProto node) =>
        SwapLayers.Of(node, _model, _shapes, out _) is { } layer
            ? TimeOf(layer, SparsityOf(layer), new HashSet<NodeProto>(ReferenceEqualityComparer.Instance) { node }) : null;

    private ProbedLayer? TimeOf(SwapLayer layer, double sparsity, HashSet<NodeProto> taken)
    {
        if (LayerAlone.Of(_model, _shapes, layer, SwapTail.Behind(layer, _model, _shapes, taken)) is not var (alone, feeds))
        {
            return null;
        }

        var name = NodeNames.Of(layer.Node);
        var dense = _timer.LayerMs(alone, feeds);
        var sparse = _timer.LayerMs(Apply(alone, _target, [name]), feeds);
        return new ProbedLayer(name, layer.Node.OpType, sparsity, dense, sparse, IsSwapped: dense >= LeastSpeedup * sparse);
    }

    /// <summary>Worth a swap without zeros: between sparse layers the runtime would bring its input into the blocked layout and back.</summary>
    private bool IsDepthwise(NodeProto node) =>
        node.OpType == "Conv" && node.Int("group", 1) > 1 && _model.Constant(node.Input[1]) is { Dims: [_, 1, ..] };

    private static double SparsityOf(SwapLayer layer)
    {
        var values = layer.Dense();
        return values.Length == 0 ? 0 : (double)values.AsSpan().Count(0f) / values.Length;
    }
}
