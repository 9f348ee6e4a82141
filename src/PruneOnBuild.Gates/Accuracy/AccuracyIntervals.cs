using PruneOnBuild.Gates.Statistics;

namespace PruneOnBuild.Gates.Accuracy;

/// <summary>What a measurement knows, each bound at a confidence; null where samples are too few, or a metric gives one number for all.</summary>
public static class AccuracyIntervals
{
    /// <summary>Dense minus pruned.</summary>
    public static Interval? Drop(AccuracyMeasurement accuracy, double confidence) => accuracy.Outcomes is { } outcomes
        ? Proportions.PairedDifference(outcomes.OnlyDenseRight, outcomes.OnlyPrunedRight, outcomes.Samples, confidence)
        : accuracy.Means?.Change.Bounds(confidence) ?? accuracy.Resamples?.OfChange(accuracy.Drop, confidence);

    /// <summary>Pruned minus dense.</summary>
    public static Interval? Rise(AccuracyMeasurement accuracy, double confidence) =>
        Drop(accuracy, confidence) is { } drop ? new(-drop.High, -drop.Estimate, -drop.Low, confidence) : null;

    /// <summary>The pruned model's metric.</summary>
    public static Interval? Pruned(AccuracyMeasurement accuracy, double confidence) => accuracy.Outcomes is { } outcomes
        ? Proportions.Share(outcomes.PrunedRight, outcomes.Samples, confidence)
        : accuracy.Means?.Pruned.Bounds(confidence) ?? accuracy.Resamples?.OfPruned(accuracy.Pruned, confidence);
}
