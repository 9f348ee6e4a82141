using PruneOnBuild.Graph;
using PruneOnBuild.Graph.Rewrites;
using PruneOnBuild.Graph.Tensors;
using PruneOnBuild.Runtime;
using TensorElementType = Microsoft.ML.OnnxRuntime.Tensors.TensorElementType;
using Tensor = PruneOnBuild.Runtime.Tensor;

namespace PruneOnBuild.Pruning.Saliency;

/// <summary>
/// The numbers of weights: stored ones as they are, and those that the model computes from stored ones (transposed, dequantised, filled)
/// by running just that part of it.
/// </summary>
internal sealed class FixedWeights(ModelGraph model)
{
    /// <summary>Extents and row-major values; null where the weight holds no real numbers or has fewer than two axes.</summary>
    public (long[] Dims, float[] Values)? Of(string value)
    {
        if (model.Constant(value) is { } stored)
        {
            return stored.Dims.Count >= 2 && ElementTypes.IsFloat(stored.ElementType()) ? ([.. stored.Dims], TensorReader.Floats(stored)) : null;
        }

        var proto = PartialModel.That(model, [value]);
        using var session = ModelSession.Open(OnnxWriter.ToBytes(proto, model.Path), new SessionSettings(Threads: null, Provider: null, Optimize: false), model.Path);
        var tensor = session.Run(new Dictionary<string, Tensor>())[0];
        return tensor.Dims.Length >= 2 && IsReal(tensor.ElementType) ? ([.. tensor.Dims], tensor.Floats().ToArray()) : null;
    }

    private static bool IsReal(TensorElementType type) =>
        type is TensorElementType.Float or TensorElementType.Double or TensorElementType.Float16 or TensorElementType.BFloat16;
}
