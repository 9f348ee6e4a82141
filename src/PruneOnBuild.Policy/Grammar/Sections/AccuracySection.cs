using System.Collections.Immutable;
using PruneOnBuild.Policy.Grammar.Forms;

namespace PruneOnBuild.Policy.Grammar.Sections;

/// <summary><c>gates: accuracy:</c></summary>
internal static class AccuracySection
{
    public static readonly Key<AccuracyMetric> Metric = new("metric", AccuracyChoices.Metric, "What is measured on the evaluation data.")
    { Required = true };

    public static readonly Key<int> K = new("k", Of.Integer(1, 100_000, "5"), "The k of topk.") { Default = "5" };

    public static readonly Key<double> MaxDrop = new("maxDrop", new ShareForm(NumberRange.AtLeast(0), "0.01 or 1%"),
        "Dense minus pruned, at most: a share below 1, or for r2, psnr, siSdr, cosine and custom in the metric's own unit. Where higher is better.");

    public static readonly Key<double> Min = new("min", new ShareForm(NumberRange.From(-1e9, 1e9), "0.84 or 84%"),
        "The pruned model's metric, at least: a share, or in the metric's own unit. Where higher is better.");

    public static readonly Key<double> Max = new("max", Of.Above(0, "0.001"), "The pruned model's error, at most. Where lower is better.");

    public static readonly Key<double> MaxRise = new("maxRise", new NumberForm(NumberRange.AtLeast(0), "0.0005"),
        "Pruned minus dense, at most, in the metric's own unit. Where lower is better.");

    public static readonly Key<AccuracyTest> Test = new("test", AccuracyChoices.Test, "What decides: what holds for all samples like these, or these only.")
    { Default = "interval" };

    public static readonly Key<string> Output = new("output", Of.Name("logits"),
        "The model output that is judged. Without it: the first.");

    public static readonly Key<string> Boxes = new("boxes", Of.Name("boxes"),
        "The output with four numbers for each detection, where detections lie in several outputs. Of map50 and map.");

    public static readonly Key<string> Scores = new("scores", Of.Name("scores"),
        "The output with a score for each detection, or one for each class. Goes with boxes.");

    public static readonly Key<string> Classes = new("classes", Of.Name("labels"),
        "The output with each detection's class. Without it: scores has one for each class. Goes with boxes.");

    public static readonly Key<BoxFormat> BoxFormat = new("boxFormat", AccuracyChoices.BoxFormat,
        "What the four numbers of a box are, in outputs and labels. Of map50 and map.")
    { Default = "xyxy" };

    public static readonly Key<ImmutableArray<Located<DetectionColumn>>> Columns = new("columns", Of.NonEmptyList(AccuracyChoices.Column),
        "The order of box, score and class where one output holds them. Without it: in that order. Of map50 and map.");

    public static readonly Key<int> Ignore = new("ignore", Of.Integer(-1, 65_535, "255"), "Label of pixels that do not count. Of miou.")
    { Default = "255" };

    public static readonly Key<int> Padding = new("padding", Of.Integer(-1, 10_000_000, "0"),
        "Token that fills sequences up; it does not count at their end. Of exactMatch.");

    public static readonly Key<double> Peak = new("peak", Of.Above(0, "255"), "The largest value that a signal can have. Of psnr.")
    { Default = "1" };

    public static readonly Key<Distribution> Distribution = new("distribution", AccuracyChoices.Distribution,
        "What the output holds for each class. Of kl.")
    { Default = "auto" };

    public static readonly Key<string> Command = new("command", Of.Name("dotnet tools/score.dll"),
        "Program that scores outputs; the folder with them is its last argument. Runs in the policy's folder. Of custom.");

    public static readonly Key<string> Assembly = new("assembly", Of.Path("tools/score.dll"),
        "Assembly whose class, named as type, has a public static method Score. Of custom.");

    public static readonly Key<string> Type = new("type", Of.Name("Tools.Score"), "Full name of that class. Goes with assembly.");

    public static readonly Key<Better> Better = new("better", AccuracyChoices.Better, "Which way the metric improves. Of custom.")
    { Default = "higher" };

    public static readonly Key<double> MaxSeconds = new("maxSeconds", Of.Number(0.1, 86_400, "60"),
        "Time that the metric may take for one model. Of custom.")
    { Default = "300" };

    public static readonly Key<double> Confidence = new("confidence", Of.Confidence,
        "How sure the verdict must be; below it, it is inconclusive.")
    { Default = "0.95" };

    public static readonly Section Form = new(
        "models.gates.accuracy", Metric, K, MaxDrop, Min, Max, MaxRise, Test, Output, Boxes, Scores, Classes, BoxFormat, Columns, Ignore,
        Padding, Peak, Distribution, Command, Assembly, Type, Better, MaxSeconds, Confidence);

    public static AccuracyGate Bind(SectionReading reading)
    {
        var gate = new AccuracyGate
        {
            Location = reading.Location,
            Metric = reading.Get(Metric),
            K = reading.Get(K).Value,
            MaxDrop = reading.Written(MaxDrop),
            Min = reading.Written(Min),
            Max = reading.Written(Max),
            MaxRise = reading.Written(MaxRise),
            Test = reading.Get(Test).Value,
            Output = reading.Written(Output),
            Boxes = reading.Written(Boxes),
            Scores = reading.Written(Scores),
            Classes = reading.Written(Classes),
            BoxFormat = reading.Get(BoxFormat).Value,
            Ignore = reading.Get(Ignore).Value,
            Padding = reading.Written(Padding)?.Value,
            Peak = reading.Get(Peak).Value,
            Distribution = reading.Get(Distribution).Value,
            Command = reading.Written(Command),
            Assembly = reading.Written(Assembly),
            Type = reading.Written(Type),
            Better = reading.Get(Better).Value,
            MaxSeconds = reading.Get(MaxSeconds).Value,
            Confidence = reading.Get(Confidence).Value,
        };
        return reading.Written(Columns) is { } columns ? gate with { Columns = [.. columns.Value.Select(column => column.Value)] } : gate;
    }
}
