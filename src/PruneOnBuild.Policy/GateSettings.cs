namespace PruneOnBuild.Policy;

/// <summary>The <c>gates:</c> section of a model. A gate that is absent is not judged.</summary>
public sealed record GateSettings
{
    public LatencyGate? Latency { get; init; }

    public AccuracyGate? Accuracy { get; init; }

    public SizeGate? Size { get; init; }

    public StructureGate? Structure { get; init; }

    public MemoryGate? Memory { get; init; }

    public PredictedGate? Predicted { get; init; }

    /// <summary>On a developer's machine.</summary>
    public InconclusiveAction OnInconclusiveLocal { get; init; } = InconclusiveAction.Warn;

    /// <summary>Where the environment says CI.</summary>
    public InconclusiveAction OnInconclusiveCi { get; init; } = InconclusiveAction.Fail;
}
