using PruneOnBuild.Gates;
using PruneOnBuild.Reports.Sections;

namespace PruneOnBuild.Cli.Stages;

/// <summary>What a walk through the stages gave: everything where they ran, what is stored where they were looked up.</summary>
/// <param name="Zeros">The model before layers are swapped for sparse kernels; null: not stored.</param>
/// <param name="Pruned">The model that is measured and published; null: not stored.</param>
internal sealed record StagedRun(
    PlanBasis Basis, DataSection? Data, PrunedModel? Zeros, PrunedModel? Pruned, Measurements Measurements);
