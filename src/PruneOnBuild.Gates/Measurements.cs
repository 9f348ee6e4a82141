using PruneOnBuild.Gates.Accuracy;
using PruneOnBuild.Gates.Latency;
using PruneOnBuild.Gates.Size;

namespace PruneOnBuild.Gates;

/// <summary>
/// All that was measured of a dense model and its pruned one. Holds no threshold, so stored measurements can be judged again when only a
/// threshold has changed. Saved as JSON through <see cref="GatesJson"/>.
/// </summary>
/// <param name="Accuracy">Null: not measured, and a declared accuracy gate fails.</param>
/// <param name="Latency">Null: not measured, and a declared latency gate fails.</param>
public sealed record Measurements(AccuracyMeasurement? Accuracy, LatencyMeasurement? Latency, SizeMeasurement Size);
