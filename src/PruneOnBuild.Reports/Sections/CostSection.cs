using PruneOnBuild.Pruning;

namespace PruneOnBuild.Reports.Sections;

/// <summary>What both models cost wherever they run.</summary>
public sealed record CostSection(ModelCost Dense, ModelCost Pruned);
