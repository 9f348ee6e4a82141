namespace PruneOnBuild.Pruning;

/// <summary>Prunes one model for one target.</summary>
public interface IPruner
{
    /// <exception cref="Policy.Diagnostics.PruneOnBuildException">POB3: the model or the goal cannot be served.</exception>
    PruneResult Prune(PruneRequest request);
}
