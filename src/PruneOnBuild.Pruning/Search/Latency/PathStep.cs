using System.Collections.Immutable;

namespace PruneOnBuild.Pruning.Search.Latency;

/// <summary>One plan of a <see cref="LatencyPath"/>.</summary>
/// <param name="Widths">Channels that each group keeps.</param>
/// <param name="PredictedMs">Milliseconds of one run, above 0.</param>
/// <param name="Loss">Sum of what the groups lose by their rankings; 0 for the dense model, never falling along a path.</param>
internal sealed record PathStep(ImmutableArray<int> Widths, double PredictedMs, double Loss)
{
    /// <summary>Predicted latency of the dense model over this plan's.</summary>
    public double SpeedupOver(PathStep dense) => dense.PredictedMs / PredictedMs;
}
