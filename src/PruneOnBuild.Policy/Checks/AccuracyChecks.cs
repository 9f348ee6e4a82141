using PruneOnBuild.Policy.Grammar;
using PruneOnBuild.Policy.Grammar.Forms;
using PruneOnBuild.Policy.Grammar.Sections;

namespace PruneOnBuild.Policy.Checks;

/// <summary>What the keys of <c>gates: accuracy:</c> demand of each other.</summary>
internal static class AccuracyChecks
{
    private static readonly (Key Key, AccuracyMetric[] Metrics)[] s_metricsOf =
    [
        (AccuracySection.K, [AccuracyMetric.TopK]),
        (AccuracySection.Boxes, [AccuracyMetric.Map50, AccuracyMetric.Map]),
        (AccuracySection.Scores, [AccuracyMetric.Map50, AccuracyMetric.Map]),
        (AccuracySection.Classes, [AccuracyMetric.Map50, AccuracyMetric.Map]),
        (AccuracySection.BoxFormat, [AccuracyMetric.Map50, AccuracyMetric.Map]),
        (AccuracySection.Columns, [AccuracyMetric.Map50, AccuracyMetric.Map]),
        (AccuracySection.Ignore, [AccuracyMetric.Miou]),
        (AccuracySection.Padding, [AccuracyMetric.ExactMatch]),
        (AccuracySection.Peak, [AccuracyMetric.Psnr]),
        (AccuracySection.Distribution, [AccuracyMetric.Kl]),
        (AccuracySection.Command, [AccuracyMetric.Custom]),
        (AccuracySection.Assembly, [AccuracyMetric.Custom]),
        (AccuracySection.Type, [AccuracyMetric.Custom]),
        (AccuracySection.Better, [AccuracyMetric.Custom]),
        (AccuracySection.MaxSeconds, [AccuracyMetric.Custom]),
    ];

    public static void Run(SectionReading accuracy, Mistakes mistakes)
    {
        Key[] thresholds = [AccuracySection.MaxDrop, AccuracySection.Min, AccuracySection.Max, AccuracySection.MaxRise];
        if (!thresholds.Any(accuracy.Has))
            mistakes.Add(PolicyErrors.NoThreshold(accuracy.Location, "accuracy", "maxDrop or min; max or maxRise for errors"));
        if (accuracy.Written(AccuracySection.Metric) is not { } metric)
            return;

        CheckDirection(accuracy, metric.Value, mistakes);
        foreach (var (key, metrics) in s_metricsOf)
            if (!metrics.Contains(metric.Value))
                Refuse(accuracy, key, metric.Value, $"Only {Quote.List(metrics.Select(one => one.Word()), "and")} "
                    + $"{(metrics.Length == 1 ? "has" : "have")} {key.Name}; remove it, or choose that metric", mistakes);
        if (metric.Value.IsShare())
            CheckShares(accuracy, mistakes);
        if (metric.Value is AccuracyMetric.Map50 or AccuracyMetric.Map)
            CheckDetections(accuracy, mistakes);
        if (metric.Value == AccuracyMetric.Custom)
            CheckCustom(accuracy, metric, mistakes);
    }

    private static void CheckDirection(SectionReading accuracy, AccuracyMetric metric, Mistakes mistakes)
    {
        var isLower = metric.IsError() || (metric == AccuracyMetric.Custom && accuracy.Written(AccuracySection.Better)?.Value == Better.Lower);
        if (isLower)
        {
            Refuse(accuracy, AccuracySection.MaxDrop, metric, "It is better when lower; write maxRise, the rise allowed", mistakes);
            Refuse(accuracy, AccuracySection.Min, metric, "It is better when lower; write max", mistakes);
        }
        else
        {
            Refuse(accuracy, AccuracySection.Max, metric, "It is better when higher; write min or maxDrop", mistakes);
            Refuse(accuracy, AccuracySection.MaxRise, metric, "It is better when higher; write maxDrop", mistakes);
        }
    }

    private static void CheckShares(SectionReading accuracy, Mistakes mistakes)
    {
        if (accuracy.Written(AccuracySection.MaxDrop) is { } maxDrop)
            ShareForm.Check(maxDrop, AccuracySection.MaxDrop.Name, new(0, true, 1, false), mistakes);
        if (accuracy.Written(AccuracySection.Min) is { } min)
            ShareForm.Check(min, AccuracySection.Min.Name, NumberRange.From(0, 1), mistakes);
    }

    private static void CheckDetections(SectionReading accuracy, Mistakes mistakes)
    {
        Key[] parts = [AccuracySection.Boxes, AccuracySection.Scores, AccuracySection.Classes];
        Key[] whole = [AccuracySection.Output, AccuracySection.Columns];
        if (parts.FirstOrDefault(accuracy.Has) is { } part)
        {
            if (whole.FirstOrDefault(accuracy.Has) is { } other)
                mistakes.Add(PolicyErrors.Detections(accuracy.PlaceOf(other),
                    $"{other.Name} says that one output holds the detections, and {part.Name} that several do", "Keep one of the two"));
            foreach (var missing in parts[..2].Where(key => !accuracy.Has(key)))
                mistakes.Add(PolicyErrors.Detections(accuracy.PlaceOf(part),
                    $"{part.Name} is written, but {missing.Name} is not", $"Add {missing.Name}: with the name of that output"));
        }
        if (accuracy.Written(AccuracySection.Columns) is { } columns
            && (columns.Value.Length != 3 || columns.Value.Select(column => column.Value).Distinct().Count() != 3))
            mistakes.Add(PolicyErrors.Detections(columns.Location,
                $"columns has {string.Join(", ", columns.Value.Select(column => column.Value.Word()))}, not each part once",
                "Write box, score and class in the order of the output"));
    }

    private static void CheckCustom(SectionReading accuracy, Located<AccuracyMetric> metric, Mistakes mistakes)
    {
        var (command, assembly, type) = (
            accuracy.Has(AccuracySection.Command), accuracy.Has(AccuracySection.Assembly), accuracy.Has(AccuracySection.Type));
        if (command == assembly)
            mistakes.Add(PolicyErrors.CustomMetric(metric.Location, command
                ? "both command and assembly are written" : "neither command nor assembly says what scores the outputs"));
        else if (assembly != type)
            mistakes.Add(PolicyErrors.CustomMetric(metric.Location, type ? "type is written without assembly" : "assembly is written without type"));
    }

    private static void Refuse(SectionReading accuracy, Key key, AccuracyMetric metric, string remedy, Mistakes mistakes)
    {
        if (accuracy.Has(key))
            mistakes.Add(PolicyErrors.NotOfMetric(accuracy.PlaceOf(key), key.Name, metric.Word(), remedy));
    }
}
