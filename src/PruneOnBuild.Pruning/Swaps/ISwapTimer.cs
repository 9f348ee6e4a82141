using PruneOnBuild.Graph;
using PruneOnBuild.Runtime;

namespace PruneOnBuild.Pruning.Swaps;

/// <summary>Times models for <see cref="SparseProbe"/>. A seam: tests have times of their own.</summary>
internal interface ISwapTimer
{
    /// <summary>Milliseconds of a model of one layer: its kernels alone, since in a whole model their inputs already lie as they want them.</summary>
    double LayerMs(ModelGraph layer, IReadOnlyDictionary<string, Tensor> feeds);

    /// <summary>Milliseconds of each model, side by side.</summary>
    IReadOnlyList<double> WholeMs(IReadOnlyList<ModelGraph> models);
}
