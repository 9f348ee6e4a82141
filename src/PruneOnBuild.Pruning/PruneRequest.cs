using PruneOnBuild.Graph;
using PruneOnBuild.Policy;
using PruneOnBuild.Pruning.Plans;
using PruneOnBuild.Pruning.Search.Latency;
using PruneOnBuild.Runtime;

namespace PruneOnBuild.Pruning;

/// <summary>One model to prune for one target, as its policy says, and what pruning may use for it.</summary>
public sealed record PruneRequest(ModelGraph Dense, ModelPolicy Model, TargetPolicy Target)
{
    /// <summary>Samples that feed criteria and recovery; null where the policy declares none, or nothing needs them.</summary>
    public SampleSet? Calibration { get; init; }

    /// <summary>To be applied as it is; null: search for one.</summary>
    public LockedPlan? Plan { get; init; }

    /// <summary>Who judges models on the way; null where the goal is none of time.</summary>
    public ITrials? Trials { get; init; }

    /// <summary>Where measured layer times are kept for later runs; null: nowhere.</summary>
    public string? CacheFolder { get; init; }

    /// <summary>By which the time that search may take is counted.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Null: ONNX Runtime, with the target's sessions.</summary>
    internal ILayerTimer? LayerTimer { get; init; }

    public required IProgress<string> Progress { get; init; }
}
