using System.Globalization;
using System.Text;
using PruneOnBuild.Policy.Grammar.Sections;

namespace PruneOnBuild.Policy;

/// <summary>
/// Settings as text for the keys of caches: equal where the settings mean the same, different where they do not.
/// Places in prune.yaml are no part of it, nor is the order of what has none, nor whether a default was written.
/// </summary>
public static class Canonical
{
    /// <summary>
    /// All that decides the pruned model, apart from the target and the content of files: settings, data and, where search aims
    /// at it, the accuracy gate with its thresholds.
    /// </summary>
    public static string Of(ModelPolicy model) =>
        model.Prune.Goal.Value.Kind == GoalKind.Fastest && model.Gates.Accuracy is { } accuracy
            ? Of(model.Prune) + Of(model.Data) + Thresholds(accuracy)
            : Of(model.Prune) + Of(model.Data);

    public static string Of(PruneSettings prune) => new Lines("prune")
        .Add("goal", prune.Goal.Value.Kind.Word())
        .Add("value", prune.Goal.Value.Value)
        .Add("criterion", prune.Criterion.Value.Word())
        .Add("recovery", prune.Recovery.Value.Word())
        .Add("allocation", prune.Allocation.Value.Word())
        .AddEach("keep", prune.Keep.Select(glob => glob.Value).Distinct().Order(StringComparer.Ordinal))
        .Add("maxSeconds", prune.MaxSeconds)
        .Add("seed", prune.Seed)
        .ToString();

    /// <summary>The target's name is a label and no part of it.</summary>
    public static string Of(TargetPolicy target)
    {
        var lines = new Lines("target")
            .Add("hardware", target.Hardware.Word())
            .Add("provider", target.Provider?.Value ?? Providers.Cpu)
            .Add("threads", target.Threads?.ToString(CultureInfo.InvariantCulture) ?? "")
            .Add("pattern", target.Pattern?.Value.ToString() ?? "")
            .Add("widths", target.WidthMultiple);
        // Only where it frees layers from a provider's conditions, so that the results of all other targets keep their keys.
        return (target is { Hardware: Hardware.Sparse, Intent: Intent.Size } ? lines.Add("intent", target.Intent.Word()) : lines)
            .ToString();
    }

    /// <summary>Paths as written, with / between folders; what the files hold must be hashed beside it.</summary>
    public static string Of(DataSettings data)
    {
        var lines = new Lines("data")
            .Add("calibration", Slashes(data.Calibration))
            .Add("evaluation", Slashes(data.Evaluation))
            .Add("labels", data.Labels);
        foreach (var (input, arrays) in data.Inputs.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            lines.Add("input", input).AddEach("array", arrays.Value);
        lines.AddEach("class", data.Classes);
        if (!data.HasHeader)
            lines.Add("header", 0);
        if (data.Images is { } images)
            lines.Add("images", images.Value);
        if (data.Audio?.Value is { } audio)
            lines.Add("rate", audio.Rate).Add("channels", audio.Channels).Add("window", audio.Window ?? 0).Add("hop", audio.Hop ?? 0)
                .Add("encoding", audio.Encoding.Word());
        foreach (var (input, output) in data.States.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            lines.Add("state", input).Add("output", output.Value);
        foreach (var (axis, size) in data.Axes.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            lines.Add("axis", axis).Add("size", size.Value);
        if (data.MayOverlap)
            lines.Add("overlap", 1);
        foreach (var step in data.Preprocess)
            Add(lines, step.Value);
        return lines.ToString();
    }

    /// <summary>
    /// What the gates measure, not what they require: other thresholds, confidence or runner re-judge stored measurements.
    /// </summary>
    public static string Of(GateSettings gates)
    {
        var lines = new Lines("gates")
            .Add("latency", gates.Latency is null ? 0 : 1)
            .Add("size", gates.Size is null ? 0 : 1)
            .Add("structure", gates.Structure is null ? 0 : 1)
            .Add("memory", gates.Memory is null ? 0 : 1)
            .Add("predicted", gates.Predicted is null ? 0 : 1);
        if (gates.Accuracy is { } accuracy)
            lines.Add("metric", accuracy.Metric.Value.Word())
                .Add("k", accuracy.Metric.Value == AccuracyMetric.TopK ? accuracy.K : 0)
                .Add("output", accuracy.Output?.Value ?? "");
        return lines.ToString() + (gates.Accuracy is { } gate ? MetricSettings(gate) : "");
    }

    // Those of the metric alone, so that another metric's settings do not measure anew.
    private static string MetricSettings(AccuracyGate accuracy) => accuracy.Metric.Value switch
    {
        AccuracyMetric.Map or AccuracyMetric.Map50 => new Lines("detections")
            .Add("boxes", accuracy.Boxes?.Value ?? "")
            .Add("scores", accuracy.Scores?.Value ?? "")
            .Add("classes", accuracy.Classes?.Value ?? "")
            .Add("boxFormat", accuracy.BoxFormat.Word())
            .AddEach("column", accuracy.Columns.Select(column => column.Word()))
            .ToString(),
        AccuracyMetric.Miou => new Lines("miou").Add("ignore", accuracy.Ignore).ToString(),
        AccuracyMetric.ExactMatch => new Lines("exactMatch").Add("padding", accuracy.Padding ?? double.NaN).ToString(),
        AccuracyMetric.Psnr => new Lines("psnr").Add("peak", accuracy.Peak).ToString(),
        AccuracyMetric.Kl => new Lines("kl").Add("distribution", accuracy.Distribution.Word()).ToString(),
        AccuracyMetric.Custom => new Lines("custom")
            .Add("command", accuracy.Command?.Value ?? "")
            .Add("assembly", Slashes(accuracy.Assembly))
            .Add("type", accuracy.Type?.Value ?? "")
            .Add("better", accuracy.Better.Word())
            .Add("maxSeconds", accuracy.MaxSeconds)
            .ToString(),
        _ => "",
    };

    private static string Thresholds(AccuracyGate accuracy) =>
        Of(new GateSettings { Accuracy = accuracy }) + new Lines("thresholds")
            .Add("maxDrop", accuracy.MaxDrop?.Value ?? double.NaN)
            .Add("min", accuracy.Min?.Value ?? double.NaN)
            .Add("max", accuracy.Max?.Value ?? double.NaN)
            .Add("maxRise", accuracy.MaxRise?.Value ?? double.NaN)
            .Add("test", accuracy.Test.Word())
            .Add("confidence", accuracy.Confidence);

    private static void Add(Lines lines, PreprocessStep step)
    {
        _ = step switch
        {
            PreprocessStep.Scale scale => lines.Add("scale", scale.Factor),
            PreprocessStep.Layout layout => lines.Add("layout", layout.To.Word()),
            PreprocessStep.Normalize normalize => lines
                .AddEach("mean", normalize.Mean.Select(Number))
                .AddEach("std", normalize.Std.Select(Number)),
            PreprocessStep.Order order => lines.Add("order", order.To.Word()),
            PreprocessStep.Resize resize => lines
                .AddEach("resize", new double[] { resize.Width, resize.Height, resize.ShortSide, resize.LongSide }.Select(Number))
                .Add("filter", resize.Filter.Word())
                .Add("antialias", resize.Antialias ? 1 : 0),
            PreprocessStep.Crop crop => lines
                .AddEach("crop", new double[] { crop.Center, crop.X, crop.Y, crop.Width, crop.Height }.Select(Number)),
            PreprocessStep.Pad pad => lines.Add("pad", pad.To).Add("value", pad.Value).Add("at", pad.At.Word()),
            PreprocessStep.Gray gray => lines.Add("gray", gray.Weights.Word()),
            PreprocessStep.Type type => lines.Add("type", type.To.Word()),
            _ => throw new ArgumentOutOfRangeException(nameof(step), step, "The canonical text lacks this step."),
        };
    }

    private static string Slashes(Located<string>? path) => path?.Value.Replace('\\', '/') ?? "";

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary><c>key=value</c> lines; line breaks and backslashes are escaped, so that no value can pose as two.</summary>
    private sealed class Lines
    {
        private readonly StringBuilder _text = new();

        public Lines(string title) => _text.Append('[').Append(title).Append("]\n");

        public Lines Add(string key, string value)
        {
            _text.Append(key).Append('=').Append(value.Replace("\\", @"\\").Replace("\n", @"\n")).Append('\n');
            return this;
        }

        public Lines Add(string key, double value) => Add(key, Number(value));

        public Lines AddEach(string key, IEnumerable<string> values)
        {
            foreach (var value in values)
                Add(key, value);
            return this;
        }

        public override string ToString() => _text.ToString();
    }
}
