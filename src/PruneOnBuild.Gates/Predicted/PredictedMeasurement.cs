using System.Collections.Immutable;

namespace PruneOnBuild.Gates.Predicted;

/// <summary>Latency of one sample as an accelerator's figures have it. Nothing of it was measured.</summary>
/// <param name="Unknown">Why a layer could not be predicted; null: all were.</param>
public sealed record PredictedMeasurement(ImmutableArray<PredictedLayer> Dense, ImmutableArray<PredictedLayer> Pruned, string? Unknown)
{
    /// <summary>Milliseconds, the sum over layers.</summary>
    public double DenseMs => Dense.Sum(layer => layer.Ms);

    /// <summary>Milliseconds, the sum over layers.</summary>
    public double PrunedMs => Pruned.Sum(layer => layer.Ms);

    public double Speedup => DenseMs / PrunedMs;
}
