using PruneOnBuild.Graph;
using PruneOnBuild.Policy;
using PruneOnBuild.Runtime;

namespace PruneOnBuild.Pruning;

/// <summary>Prunes in the way that pays on the target: structured for cpu and gpu, zeros for sparse.</summary>
public sealed class Pruner : IPruner
{
    /// <summary>Whether the settings make use of calibration samples.</summary>
    public static bool Calibrates(PruneSettings settings) =>
        settings.Criterion.Value is Criterion.Obs or Criterion.Activation || settings.Recovery.Value != Policy.Recovery.None;

    public PruneResult Prune(ModelGraph dense, ModelPolicy model, TargetPolicy target, SampleSet? calibration, IProgress<string> progress)
    {
        IPruner pruner = target.Hardware == Hardware.Sparse ? new SparsePruner() : new StructuredPruner();
        return pruner.Prune(dense, model, target, calibration, progress);
    }
}
