namespace PruneOnBuild.Policy;

/// <summary>What metrics have in common.</summary>
public static class AccuracyMetrics
{
    /// <summary>In [0, 1], where a difference is said in points.</summary>
    public static bool IsShare(this AccuracyMetric metric) => metric is AccuracyMetric.Top1 or AccuracyMetric.TopK or AccuracyMetric.Agreement
        or AccuracyMetric.ExactMatch or AccuracyMetric.MacroF1 or AccuracyMetric.WorstClass or AccuracyMetric.Map50 or AccuracyMetric.Map
        or AccuracyMetric.Miou;

    /// <summary>An error, not a merit. <see cref="AccuracyMetric.Custom"/> says for itself: <c>better</c>.</summary>
    public static bool IsError(this AccuracyMetric metric) => metric is AccuracyMetric.Mse or AccuracyMetric.Mae or AccuracyMetric.Kl;
}
