using PruneOnBuild.Graph;
using PruneOnBuild.Policy;
using PruneOnBuild.Runtime;

namespace PruneOnBuild.Pruning;

/// <summary>Prunes one model for one target, as its policy says.</summary>
public interface IPruner
{
    /// <param name="calibration">Samples that feed criteria and recovery; null where the policy declares none, or nothing needs them.</param>
    /// <exception cref="Policy.Diagnostics.PruneOnBuildException">POB3: the model or the goal cannot be served.</exception>
    PruneResult Prune(ModelGraph dense, ModelPolicy model, TargetPolicy target, SampleSet? calibration, IProgress<string> progress);
}
