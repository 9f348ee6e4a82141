using PruneOnBuild.Gates.Accuracy;
using PruneOnBuild.Gates.Latency;
using PruneOnBuild.Gates.Memory;
using PruneOnBuild.Gates.Predicted;
using PruneOnBuild.Gates.Size;
using PruneOnBuild.Gates.Structure;

namespace PruneOnBuild.Gates;

/// <summary>
/// All that was measured of a dense model and its pruned one. Holds no threshold, so stored measurements can be judged again when only a
/// threshold has changed. Saved as JSON through <see cref="GatesJson"/>.
/// </summary>
/// <param name="Accuracy">Null: not measured, and a declared accuracy gate fails.</param>
/// <param name="Latency">Null: not measured, and a declared latency gate fails.</param>
public sealed record Measurements(AccuracyMeasurement? Accuracy, LatencyMeasurement? Latency, SizeMeasurement Size)
{
    /// <summary>Null: not measured, and a declared gate allNodesOnProvider fails.</summary>
    public PlacementMeasurement? Placement { get; init; }

    /// <summary>Null: the target has no accelerator, and a declared predicted gate fails.</summary>
    public PredictedMeasurement? Predicted { get; init; }

    /// <summary>Null: not measured, and a declared memory gate fails.</summary>
    public MemoryMeasurement? Memory { get; init; }
}
