using PruneOnBuild.Policy;

namespace PruneOnBuild.Pruning;

/// <summary>Prunes in the way that pays on the target: structured for cpu and gpu, zeros for sparse.</summary>
public sealed class Pruner : IPruner
{
    /// <summary>Whether the settings make use of calibration samples.</summary>
    public static bool Calibrates(PruneSettings settings) =>
        settings.Criterion.Value is Criterion.Obs or Criterion.Activation || settings.Recovery.Value != Policy.Recovery.None;

    public PruneResult Prune(PruneRequest request)
    {
        IPruner pruner = request.Target.Hardware == Hardware.Sparse ? new SparsePruner() : new StructuredPruner();
        return pruner.Prune(request);
    }
}
