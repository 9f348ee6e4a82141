using PruneOnBuild.Graph.Channels;
using PruneOnBuild.Policy;
using PruneOnBuild.Pruning.Calibration;
using PruneOnBuild.Pruning.Layers;

namespace PruneOnBuild.Pruning.Sparsity.Obs;

/// <summary>From a goal to a sparse model with re-fitted weights.</summary>
internal sealed class SparseSearch(AxisMap map, CalibrationSamples samples, SparsityPattern pattern)
{
    /// <param name="byMagnitude">Masks by magnitude; layers whose inputs cannot be seen keep theirs.</param>
    public SparseModel Run(
        IReadOnlyList<SparseWeight> weights, IReadOnlyDictionary<string, bool[]> byMagnitude, PruneSettings settings, double sparsity, IProgress<string> progress)
    {
        var sequence = new SequentialSparsity(map, samples, pattern, usesAll: true);
        if (settings.Criterion.Value != Criterion.Obs)
        {
            return sequence.Run(byMagnitude, new Dictionary<string, double>(), progress);
        }

        var served = LayerFinder.In(map.Model).Where(layer => PatternMasks.Of(layer, pattern) is not null)
            .Select(layer => layer.Node.Input[1]).Where(byMagnitude.ContainsKey).ToHashSet();
        var given = byMagnitude.Where(mask => !served.Contains(mask.Key)).ToDictionary();
        var shares = served.ToDictionary(name => name, _ => sparsity);
        return sequence.Run(given, shares, progress);
    }
}
