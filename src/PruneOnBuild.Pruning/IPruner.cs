using PruneOnBuild.Graph;
using PruneOnBuild.Policy;

namespace PruneOnBuild.Pruning;

/// <summary>Prunes one model for one target, as its policy says.</summary>
public interface IPruner
{
    /// <exception cref="Policy.Diagnostics.PruneOnBuildException">POB3: the model or the goal cannot be served.</exception>
    PruneResult Prune(ModelGraph dense, ModelPolicy model, TargetPolicy target, IProgress<string> progress);
}
