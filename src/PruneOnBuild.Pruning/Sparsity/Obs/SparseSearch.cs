using PruneOnBuild.Graph.Channels;
using PruneOnBuild.Policy;
using PruneOnBuild.Pruning.Calibration;
using PruneOnBuild.Pruning.Layers;

namespace PruneOnBuild.Pruning.Sparsity.Obs;

/// <summary>From a goal to a sparse model with re-fitted weights.</summary>
internal sealed class SparseSearch(AxisMap map, CalibrationSamples samples, SparsityPattern pattern, OutputLoss loss)
{
    /// <param name="masks">By magnitude: layers whose inputs cannot be seen keep theirs. Or of a plan: all layers do.</param>
    /// <param name="sparsity">The share of the weights, or with the goal <c>flops</c> of the multiply-adds, that goes.</param>
    /// <param name="isPlanned">Whether the masks are those of a plan.</param>
    public SparseModel Run(
        IReadOnlyDictionary<string, bool[]> masks, PruneSettings settings, double sparsity, bool isPlanned, IProgress<string> progress)
    {
        var sequence = new SequentialSparsity(map, samples, pattern, isPlanned ? masks : null);
        if (settings.Criterion.Value != Criterion.Obs)
        {
            return sequence.Run(masks, new Dictionary<string, double>(), progress);
        }

        var layers = LayerFinder.In(map.Model)
            .Where(layer => masks.ContainsKey(layer.Node.Input[1]) && PatternMasks.Of(layer, pattern) is not null).ToList();
        var shares = layers.ToDictionary(layer => layer.Node.Input[1], _ => sparsity);
        var given = masks.Where(mask => !shares.ContainsKey(mask.Key)).ToDictionary();
        if (!isPlanned && pattern is not SparsityPattern.NOfM && settings.Allocation.Value == Allocation.Global && layers.Count > 1)
        {
            var isOfWork = settings.Goal.Value.Kind == GoalKind.Flops;
            var curves = new SparsityCurves(map, samples, pattern, loss).Measure(layers, isOfWork ? MultiplyAddsOf : Weights, sparsity, progress);

            // What cannot be sparse keeps its multiply-adds, so the others make up for it; weights that cannot be sparse are no part of a sparsity.
            var all = isOfWork ? ModelCosts.MultiplyAdds(map) : curves.Sum(curve => curve.Size);
            return sequence.Run(given, SparsityAllocation.Spread(curves, all * sparsity), progress);
        }

        if (!isPlanned && pattern is SparsityPattern.NOfM { Share: var share } && settings.Allocation.Value == Allocation.Global && sparsity < share)
        {
            layers = Taking(layers, masks, given, share, sparsity, progress);
            shares = layers.ToDictionary(layer => layer.Node.Input[1], _ => share);
        }

        return sequence.Run(given, shares, progress);
    }

    /// <summary>The layers that take a pattern n:m where the goal is below its share; those whose inputs cannot be seen all do.</summary>
    private List<Layer> Taking(
        List<Layer> layers, IReadOnlyDictionary<string, bool[]> masks, IReadOnlyDictionary<string, bool[]> given, double share, double sparsity,
        IProgress<string> progress)
    {
        var costs = new SparsityCurves(map, samples, pattern, loss).OfPattern(layers, progress);
        var wanted = (sparsity * masks.Values.Sum(mask => (double)mask.Length)) - (share * given.Values.Sum(mask => (double)mask.Length));
        var taken = PatternLayers.Choose([.. layers.Zip(costs, (layer, cost) => ((long)(share * masks[layer.Node.Input[1]].Length), cost))], wanted);
        return [.. layers.Where((_, i) => taken[i])];
    }

    private static double Weights(Layer layer) => (double)layer.Features * layer.Outputs;

    private double MultiplyAddsOf(Layer layer) => map.MultiplyAdds.Where(node => node.Node == layer.Node).Sum(ModelCosts.Of);
}
