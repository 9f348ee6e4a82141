using PruneOnBuild.Graph;
using PruneOnBuild.Graph.Onnx;
using PruneOnBuild.Runtime;
using PruneOnBuild.Runtime.Timing;

namespace PruneOnBuild.Pruning.Search.Latency;

/// <summary>
/// Times a layer with ONNX Runtime, as the target's sessions run it. On the CPU the layer's kernel alone counts: a convolution by itself has
/// its input and output brought into the kernel's own layout and back, which in a model happens only at its ends. Other devices keep their
/// times to themselves, there it is the whole run.
/// </summary>
internal sealed class LayerTimer(SessionSettings settings, ModelProto like, Action<string>? say = null) : ILayerTimer
{
    public double TimeMs(LayerShape layer)
    {
        var (model, feeds) = LayerModel.Of(layer, like);
        return KernelsMs(OnnxWriter.ToBytes(model, layer.Key), settings, feeds, layer.Key, say);
    }

    /// <summary>Milliseconds of one run of a model of one layer: as the class says, of its kernels alone where that can be told.</summary>
    public static double KernelsMs(
        byte[] layer, SessionSettings settings, IReadOnlyDictionary<string, Tensor> feeds, string name, Action<string>? say)
    {
        return ProfiledProviders.Include(settings)
            ? ModelTimer.Kernels(layer, settings, feeds, name, say).Where(kernel => !ProfiledProviders.MovesData(kernel)).Sum(kernel => kernel.Ms)
            : ModelTimer.TimeMs(layer, settings, feeds, name, say);
    }
}
