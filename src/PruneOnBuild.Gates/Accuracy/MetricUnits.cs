using PruneOnBuild.Policy;

namespace PruneOnBuild.Gates.Accuracy;

/// <summary>Values of metrics as people read them.</summary>
public static class MetricUnits
{
    /// <summary><c>85.46 %</c>, <c>31.2 dB</c> or a plain number.</summary>
    public static string Value(AccuracyMetric metric, double value) => metric.IsShare() ? Units.Percent(value)
        : IsDecibels(metric) ? $"{Units.Plain(value)} dB"
        : Units.Plain(value);

    /// <summary>A difference: <c>0.40 points</c>, <c>0.5 dB</c> or a plain number.</summary>
    public static string Change(AccuracyMetric metric, double change) =>
        metric.IsShare() ? Units.Points(change) : Value(metric, change);

    private static bool IsDecibels(AccuracyMetric metric) => metric is AccuracyMetric.Psnr or AccuracyMetric.SiSdr;
}
