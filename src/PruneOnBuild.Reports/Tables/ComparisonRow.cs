using System.Collections.Immutable;

namespace PruneOnBuild.Reports.Tables;

/// <summary>One figure of both models.</summary>
/// <param name="Cells">Its name, dense, pruned, and what changed.</param>
/// <param name="Share">Pruned over dense, where less is better; null: the figure is no such amount.</param>
internal sealed record ComparisonRow(ImmutableArray<string> Cells, double? Share = null);
