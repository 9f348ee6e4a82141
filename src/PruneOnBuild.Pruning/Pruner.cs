using PruneOnBuild.Graph;
using PruneOnBuild.Policy;
using PruneOnBuild.Policy.Diagnostics;

namespace PruneOnBuild.Pruning;

/// <summary>Prunes in the way that pays on the target: structured for cpu and gpu, zeros for sparse.</summary>
public sealed class Pruner : IPruner
{
    public PruneResult Prune(ModelGraph dense, ModelPolicy model, TargetPolicy target, IProgress<string> progress)
    {
        if (model.Prune.Recovery.Value != Recovery.None)
        {
            throw new PruneOnBuildException(PruningErrors.RecoveryNotServed(model.Prune.Recovery));
        }

        IPruner pruner = target.Hardware == Hardware.Sparse ? new SparsePruner() : new StructuredPruner();
        return pruner.Prune(dense, model, target, progress);
    }
}
