using System.Collections.Immutable;
using PruneOnBuild.Policy.Diagnostics;

namespace PruneOnBuild.Policy;

/// <summary>The <c>gates: accuracy:</c> section. At least one threshold is set, and those only that the metric has.</summary>
public sealed record AccuracyGate
{
    // One array, so that gates with the default are equal.
    private static readonly ImmutableArray<DetectionColumn> s_columns = [DetectionColumn.Box, DetectionColumn.Score, DetectionColumn.Class];

    public required SourceLocation Location { get; init; }

    public required Located<AccuracyMetric> Metric { get; init; }

    /// <summary>The k of <see cref="AccuracyMetric.TopK"/>.</summary>
    public int K { get; init; } = 5;

    /// <summary>Dense minus pruned, at most: a share (0.01 is one point), or in the metric's own unit. Where higher is better.</summary>
    public Located<double>? MaxDrop { get; init; }

    /// <summary>The pruned model's metric, at least. Where higher is better.</summary>
    public Located<double>? Min { get; init; }

    /// <summary>The pruned model's error, at most. Where lower is better.</summary>
    public Located<double>? Max { get; init; }

    /// <summary>Pruned minus dense, at most, in the metric's own unit. Where lower is better.</summary>
    public Located<double>? MaxRise { get; init; }

    public AccuracyTest Test { get; init; } = AccuracyTest.Interval;

    /// <summary>Model output that is judged; null: the first.</summary>
    public Located<string>? Output { get; init; }

    /// <summary>Outputs that hold detections in parts; null: one output holds them in <see cref="Columns"/>.</summary>
    public Located<string>? Boxes { get; init; }

    public Located<string>? Scores { get; init; }

    /// <summary>Null: scores has one column for each class.</summary>
    public Located<string>? Classes { get; init; }

    public BoxFormat BoxFormat { get; init; } = BoxFormat.Xyxy;

    /// <summary>Each part once.</summary>
    public ImmutableArray<DetectionColumn> Columns { get; init; } = s_columns;

    /// <summary>Label of pixels that do not count.</summary>
    public int Ignore { get; init; } = 255;

    /// <summary>Token that fills sequences up; null: they are compared to their end.</summary>
    public int? Padding { get; init; }

    /// <summary>The largest value of a signal, for <see cref="AccuracyMetric.Psnr"/>.</summary>
    public double Peak { get; init; } = 1;

    public Distribution Distribution { get; init; } = Distribution.Auto;

    /// <summary>The user's program with its arguments, run in the policy's folder.</summary>
    public Located<string>? Command { get; init; }

    /// <summary>The user's assembly, relative to the policy's folder.</summary>
    public Located<string>? Assembly { get; init; }

    /// <summary>Full name of the class in <see cref="Assembly"/> that has the method Score.</summary>
    public Located<string>? Type { get; init; }

    public Better Better { get; init; } = Better.Higher;

    /// <summary>Time that the user's own metric may take for one model.</summary>
    public double MaxSeconds { get; init; } = 300;

    /// <summary>Confidence of the verdict, in (0.5, 1): each bound fails with a probability of 1 - this at most.</summary>
    public double Confidence { get; init; } = 0.95;

    public bool LowerIsBetter => Metric.Value.IsError() || (Metric.Value == AccuracyMetric.Custom && Better == Better.Lower);

    /// <summary>Full path of a file that the gate names, relative to the policy's folder.</summary>
    public string FullPath(string path) => PolicyPath.Full(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(Location.File))!, path);
}
