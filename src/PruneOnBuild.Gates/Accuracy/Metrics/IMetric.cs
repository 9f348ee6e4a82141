namespace PruneOnBuild.Gates.Accuracy.Metrics;

/// <summary>A metric of one model, collected sample by sample. Dense and pruned model have one each.</summary>
internal interface IMetric
{
    /// <summary>Takes what the model gives for one sample. A sample whose output is not usable is left out.</summary>
    /// <param name="dense">The dense model's output for it, which some metrics compare with; the same as <paramref name="given"/> in its own.</param>
    void Add(int sample, SampleOutput given, SampleOutput dense);

    /// <summary>All samples were added.</summary>
    void Complete()
    {
    }

    /// <summary>The metric where each sample counts as often as <paramref name="draws"/> says; NaN where that leaves nothing to measure.</summary>
    double Of(ReadOnlySpan<int> draws);

    /// <summary>What each sample has, where the metric is the mean of that; null where it is no mean.</summary>
    IReadOnlyList<double>? Figures => null;

    SampleAnswer AnswerOn(int sample);
}
