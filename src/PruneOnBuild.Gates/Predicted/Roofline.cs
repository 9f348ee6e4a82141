using System.Collections.Immutable;
using PruneOnBuild.Policy;

namespace PruneOnBuild.Gates.Predicted;

/// <summary>
/// The roofline model (Williams, Waterman and Patterson 2009) layer by layer: a layer takes as long as its multiply-adds or its bytes, whichever is
/// longer, and the overhead of each layer comes on top. Nodes that neither multiply nor add are taken to be fused into those that do.
/// </summary>
public static class Roofline
{
    public static PredictedMeasurement Predict(WorkMeasurement work, Accelerator accelerator) => new(
        Layers(work.Dense, accelerator), Layers(work.Pruned, accelerator),
        Unknown(work.Dense, accelerator) ?? Unknown(work.Pruned, accelerator));

    private static ImmutableArray<PredictedLayer> Layers(ImmutableArray<LayerWork> layers, Accelerator accelerator) =>
        [.. layers.Where(layer => Unknown(layer, accelerator) is null).Select(layer => Layer(layer, accelerator))];

    private static PredictedLayer Layer(LayerWork layer, Accelerator accelerator)
    {
        var peak = accelerator.MultiplyAddsPerSecond.Of(layer.Type!.Value)!.Value * accelerator.Efficiency;
        var compute = layer.MultiplyAdds * ComputedShare(layer, accelerator.Sparsity) / peak;
        var memory = (layer.ActivationBytes + MovedWeightBytes(layer, accelerator.Sparsity)) / accelerator.Bandwidth;
        return new PredictedLayer(
            layer.Node, layer.Operator, (Math.Max(compute, memory) * 1000) + accelerator.Overhead.TotalMilliseconds, memory > compute);
    }

    private static double ComputedShare(LayerWork layer, AcceleratorSparsity sparsity) => sparsity switch
    {
        AcceleratorSparsity.SkipsZeros => layer.NonZeroWeights,
        AcceleratorSparsity.TwoOfFour when layer.IsTwoOfFour => 0.5,
        _ => 1,
    };

    /// <summary>Packed weights are the values that stay, with a bit for each weight, or two bits for each value of 2:4.</summary>
    private static double MovedWeightBytes(LayerWork layer, AcceleratorSparsity sparsity)
    {
        var weights = layer.WeightBytes / Bytes(layer);
        var packed = sparsity switch
        {
            AcceleratorSparsity.SkipsZeros => (layer.WeightBytes * layer.NonZeroWeights) + (weights / 8),
            AcceleratorSparsity.TwoOfFour when layer.IsTwoOfFour => (layer.WeightBytes / 2.0) + (weights / 2 * 2 / 8),
            _ => layer.WeightBytes,
        };
        return Math.Min(packed, layer.WeightBytes);
    }

    private static double Bytes(LayerWork layer) => layer.Type switch
    {
        Policy.Capabilities.WeightType.Fp32 => 4,
        Policy.Capabilities.WeightType.Fp16 => 2,
        _ => 1,
    };

    private static string? Unknown(ImmutableArray<LayerWork> layers, Accelerator accelerator) =>
        layers.IsEmpty ? "no layer that multiplies was found" : layers.Select(layer => Unknown(layer, accelerator)).FirstOrDefault(why => why is not null);

    private static string? Unknown(LayerWork layer, Accelerator accelerator) =>
        !layer.IsExact ? $"sizes of {layer.Name} are not known"
        : layer.Type is not { } type ? $"the weights of {layer.Name} are of a type that accelerators are not described for"
        : accelerator.MultiplyAddsPerSecond.Of(type) is null ? $"the accelerator has no multiplyAddsPerSecond for the {type.Word()} weights of {layer.Name}"
        : null;
}
