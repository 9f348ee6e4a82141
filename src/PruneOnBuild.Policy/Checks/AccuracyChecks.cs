using PruneOnBuild.Policy.Grammar;
using PruneOnBuild.Policy.Grammar.Sections;

namespace PruneOnBuild.Policy.Checks;

/// <summary>What the keys of <c>gates: accuracy:</c> demand of each other.</summary>
internal static class AccuracyChecks
{
    public static void Run(SectionReading accuracy, Mistakes mistakes)
    {
        Key[] thresholds = [AccuracySection.MaxDrop, AccuracySection.Min, AccuracySection.Max];
        if (!thresholds.Any(accuracy.Has))
            mistakes.Add(PolicyErrors.NoThreshold(accuracy.Location, "accuracy", "maxDrop, min or max"));
        if (accuracy.Written(AccuracySection.Metric) is not { } metric)
            return;

        var word = metric.Value.Word();
        if (metric.Value == AccuracyMetric.Mse)
        {
            Refuse(accuracy, AccuracySection.MaxDrop, word, "An error has no drop; write max, the error allowed", mistakes);
            Refuse(accuracy, AccuracySection.Min, word, "An error is better when lower; write max", mistakes);
        }
        else
        {
            Refuse(accuracy, AccuracySection.Max, word, "A share is better when higher; write min or maxDrop", mistakes);
        }
        if (metric.Value != AccuracyMetric.TopK)
            Refuse(accuracy, AccuracySection.K, word, "Only topk has a k; write metric: topk, or remove k", mistakes);
    }

    private static void Refuse(SectionReading accuracy, Key key, string metric, string remedy, Mistakes mistakes)
    {
        if (accuracy.Has(key))
            mistakes.Add(PolicyErrors.NotOfMetric(accuracy.PlaceOf(key), key.Name, metric, remedy));
    }
}
