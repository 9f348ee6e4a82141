using System.Collections.Immutable;

namespace PruneOnBuild.Gates.Predicted;

/// <summary>The layers of both models that multiply and add, in execution order.</summary>
public sealed record WorkMeasurement(ImmutableArray<LayerWork> Dense, ImmutableArray<LayerWork> Pruned)
{
    /// <summary>Multiply-adds of one sample; null where there are none, or sizes are not known.</summary>
    public static long? MultiplyAdds(ImmutableArray<LayerWork> layers) =>
        layers.IsEmpty || layers.Any(layer => !layer.IsExact) ? null : (long)layers.Sum(layer => layer.MultiplyAdds);
}
