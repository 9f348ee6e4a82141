using PruneOnBuild.Policy.Diagnostics;

namespace PruneOnBuild.Policy;

/// <summary>The <c>gates: predicted:</c> section: latency that the target's accelerator predicts and nobody measured. At least one threshold is set.</summary>
public sealed record PredictedGate
{
    public required SourceLocation Location { get; init; }

    /// <summary>Predicted dense latency over predicted pruned latency, at least.</summary>
    public Located<double>? Speedup { get; init; }

    /// <summary>Predicted pruned latency, at most.</summary>
    public Located<TimeSpan>? Latency { get; init; }
}
