using System.Collections.Immutable;

namespace PruneOnBuild.Pruning.Swaps;

/// <summary>Which layers of a model run on sparse operators, and what that was found to bring on this machine.</summary>
/// <param name="Layers">Those that could; in execution order.</param>
/// <param name="DenseMs">Milliseconds of the whole model with no layer swapped; 0 where nothing was timed, because a lock had the choice.</param>
/// <param name="SwappedMs">Milliseconds of the whole model as chosen.</param>
public sealed record SparseChoice(ImmutableArray<ProbedLayer> Layers, double DenseMs, double SwappedMs)
{
    public IEnumerable<string> Swapped => Layers.Where(layer => layer.IsSwapped).Select(layer => layer.Node);

    /// <summary>Dense over swapped, as the probe timed both: what the latency gate should find.</summary>
    public double PredictedSpeedup => DenseMs / SwappedMs;

    /// <summary>Dense over swapped, if nothing but the layers' own times counted: above the other, changes of layout between layers take the rest.</summary>
    public double LayersSpeedup =>
        DenseMs / Math.Max(DenseMs - Layers.Where(layer => layer.IsSwapped).Sum(layer => layer.DenseMs - layer.SparseMs), DenseMs / 1000);
}
