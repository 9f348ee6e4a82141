using PruneOnBuild.Policy.Diagnostics;

namespace PruneOnBuild.Policy;

/// <summary>The <c>gates: accuracy:</c> section. At least one threshold is set.</summary>
public sealed record AccuracyGate
{
    public required SourceLocation Location { get; init; }

    public required Located<AccuracyMetric> Metric { get; init; }

    /// <summary>The k of <see cref="AccuracyMetric.TopK"/>.</summary>
    public int K { get; init; } = 5;

    /// <summary>Dense minus pruned, at most, as a share (0.01 is one point). Not for mse.</summary>
    public Located<double>? MaxDrop { get; init; }

    /// <summary>The pruned model's metric, at least. Not for mse.</summary>
    public Located<double>? Min { get; init; }

    /// <summary>The pruned model's error, at most. Only for mse.</summary>
    public Located<double>? Max { get; init; }

    /// <summary>Model output that is judged; null: the first.</summary>
    public Located<string>? Output { get; init; }

    /// <summary>Confidence of the verdict, in (0.5, 1).</summary>
    public double Confidence { get; init; } = 0.95;
}
