using System.Globalization;
using PruneOnBuild.Graph;
using PruneOnBuild.Graph.Channels;
using PruneOnBuild.Graph.Shapes;
using PruneOnBuild.Policy;
using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Pruning.Sparsity;
using PruneOnBuild.Runtime;

namespace PruneOnBuild.Pruning.Swaps;

/// <summary>
/// Before minutes go into pruning: times the layers with the most multiply-adds, dense and with as many zeros as the goal asks for, on the kernels
/// that would run it.
/// </summary>
public static class HotLayer
{
    /// <param name="sample">One sample for the model.</param>
    /// <returns>A warning where zeros do not pay even there; null where they do, or no layer can be timed.</returns>
    public static Diagnostic? Doubt(
        ModelGraph dense, ModelPolicy model, TargetPolicy target, IReadOnlyDictionary<string, Tensor> sample, IProgress<string> progress) =>
        Doubt(dense, model, target, sample, new SwapTimer(SessionSettings.For(target), sample, progress.Report), progress);

    internal static Diagnostic? Doubt(
        ModelGraph dense, ModelPolicy model, TargetPolicy target, IReadOnlyDictionary<string, Tensor> sample, ISwapTimer timer, IProgress<string> progress)
    {
        var map = AxisMapper.Map(dense, ShapeInference.Infer(dense));
        var keep = new KeepList(model.Prune.Keep);
        var work = map.MultiplyAdds.ToLookup(node => NodeNames.Of(node.Node), ModelCosts.Of);
        // Often many have equally much, as in all stages of a ResNet; then one that is slow for its stride speaks for none of the others.
        var hottest = SparseWeights.Find(map, keep.Matches).Where(weight => SparseRewrite.Obstacle(dense, map.Shapes, weight.Node) is null)
            .GroupBy(weight => work[NodeNames.Of(weight.Node)].Sum()).MaxBy(group => group.Key);
        var sparsity = model.Prune.Goal.Value.Zeros;
        ProbedLayer? slow = null;
        foreach (var weight in hottest ?? Enumerable.Empty<SparseWeight>())
        {
            if (MagnitudeMasks.Choose([weight], target.Pattern!.Value, sparsity, Allocation.Layer)[0] is not { } mask)
                continue;
            var zeros = ZeroWriter.Write(dense, new Dictionary<string, bool[]> { [weight.Name] = mask });
            if (new SparseProbe(zeros, target, sample, timer, progress).TimeOf(weight.Node) is not { DenseMs: > 0, SparseMs: > 0 } layer)
                continue;
            progress.Report(string.Create(
                CultureInfo.InvariantCulture,
                $"layer {layer.Node}, the one with the most work: {layer.Speedup:0.00}x on sparse kernels with {layer.Sparsity:0 %} zeros"));
            if (layer.Speedup > 1)
                return null;
            slow ??= layer;
        }

        return slow is null ? null : PruningErrors.ZerosDoNotPay(slow, target.Location);
    }
}
