using PruneOnBuild.Graph;
using PruneOnBuild.Policy;
using PruneOnBuild.Pruning.Plans;
using PruneOnBuild.Runtime;

namespace PruneOnBuild.Pruning;

/// <summary>One model to prune for one target, as its policy says, and what pruning may use for it.</summary>
public sealed record PruneRequest(ModelGraph Dense, ModelPolicy Model, TargetPolicy Target)
{
    /// <summary>Samples that feed criteria and recovery; null where the policy declares none, or nothing needs them.</summary>
    public SampleSet? Calibration { get; init; }

    /// <summary>To be applied as it is; null: search for one.</summary>
    public LockedPlan? Plan { get; init; }

    public required IProgress<string> Progress { get; init; }
}
