namespace PruneOnBuild.Gates.Accuracy;

/// <summary>Collects what a metric needs, sample by sample.</summary>
internal interface ISampleScore
{
    /// <summary>Takes both models' outputs for one sample, equally long. An output that holds NaN is right about nothing.</summary>
    void Add(int sample, SampleOutput dense, SampleOutput pruned);

    /// <summary>Writes what was collected into the measurement.</summary>
    AccuracyMeasurement Complete(AccuracyMeasurement measurement);
}
