using PruneOnBuild.Policy.Grammar.Forms;

namespace PruneOnBuild.Policy.Grammar.Sections;

/// <summary><c>gates: accuracy:</c></summary>
internal static class AccuracySection
{
    public static readonly Key<AccuracyMetric> Metric = new("metric", Choices.Metric, "What is measured on the evaluation data.")
    { Required = true };

    public static readonly Key<int> K = new("k", Of.Integer(1, 100_000, "5"), "The k of topk.") { Default = "5" };

    public static readonly Key<double> MaxDrop = new("maxDrop", Of.ShareBelowOne("0.01 or 1%"),
        "Dense minus pruned, at most. Not for mse.");

    public static readonly Key<double> Min = new("min", new ShareForm(NumberRange.From(0, 1), "0.84 or 84%"),
        "The pruned model's metric, at least. Not for mse.");

    public static readonly Key<double> Max = new("max", Of.Above(0, "0.001"), "The pruned model's error, at most. Only for mse.");

    public static readonly Key<string> Output = new("output", Of.Name("logits"),
        "The model output that is judged. Without it: the first.");

    public static readonly Key<double> Confidence = new("confidence", Of.Confidence,
        "How sure the verdict must be; below it, it is inconclusive.")
    { Default = "0.95" };

    public static readonly Section Form = new("models.gates.accuracy", Metric, K, MaxDrop, Min, Max, Output, Confidence);

    public static AccuracyGate Bind(SectionReading reading) => new()
    {
        Location = reading.Location,
        Metric = reading.Get(Metric),
        K = reading.Get(K).Value,
        MaxDrop = reading.Written(MaxDrop),
        Min = reading.Written(Min),
        Max = reading.Written(Max),
        Output = reading.Written(Output),
        Confidence = reading.Get(Confidence).Value,
    };
}
