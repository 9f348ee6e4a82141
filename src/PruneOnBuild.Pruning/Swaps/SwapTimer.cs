using PruneOnBuild.Graph;
using PruneOnBuild.Pruning.Search.Latency;
using PruneOnBuild.Runtime;
using PruneOnBuild.Runtime.Timing;

namespace PruneOnBuild.Pruning.Swaps;

/// <summary>Times with ONNX Runtime, as the target's sessions run.</summary>
/// <param name="sample">One sample for the whole model.</param>
internal sealed class SwapTimer(SessionSettings settings, IReadOnlyDictionary<string, Tensor> sample, Action<string> say) : ISwapTimer
{
    public double LayerMs(ModelGraph layer, IReadOnlyDictionary<string, Tensor> feeds) =>
        LayerTimer.KernelsMs(OnnxWriter.ToBytes(layer.Proto, layer.Path), settings, feeds, layer.Path, say);

    public IReadOnlyList<double> WholeMs(IReadOnlyList<ModelGraph> models) => ModelTimer.SideBySide(
        [.. models.Select(model => OnnxWriter.ToBytes(model.Proto, model.Path))], settings, sample, models[0].Path, say);
}
