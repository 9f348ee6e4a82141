using PruneOnBuild.Graph.Channels;
using PruneOnBuild.Policy;
using PruneOnBuild.Pruning.Calibration;
using PruneOnBuild.Pruning.Layers;

namespace PruneOnBuild.Pruning.Sparsity.Obs;

/// <summary>From a goal to a sparse model with re-fitted weights.</summary>
internal sealed class SparseSearch(AxisMap map, CalibrationSamples samples, SparsityPattern pattern, OutputLoss loss)
{
    /// <param name="masks">By magnitude: layers whose inputs cannot be seen keep theirs. Or of a plan: all layers do.</param>
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
            var curves = new SparsityCurves(map, samples, pattern, loss).Measure(layers, sparsity, progress);
            var spread = SparsityAllocation.Spread(curves, sparsity);
            return sequence.Run(given, spread, progress);
        }

        return sequence.Run(given, shares, progress);
    }
}
