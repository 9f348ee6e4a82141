using PruneOnBuild.Policy;

namespace PruneOnBuild.Cli.Bench;

/// <summary>One model to prune in several ways and to measure.</summary>
/// <param name="Path">Full path of the dense model.</param>
/// <param name="Gate">Whose metric is measured; its thresholds do not matter here.</param>
internal sealed record BenchJob(PrunePolicy Policy, ModelPolicy Model, string Path, AccuracyGate Gate)
{
    public TargetPolicy Target => Policy.TargetOf(Model);

    public bool IsSparse => Target.Hardware == Hardware.Sparse;
}
