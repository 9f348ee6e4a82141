namespace PruneOnBuild.Benchmarks.Real;

/// <summary>One way to prune, as the table shows it.</summary>
/// <param name="Reached">Share of the multiply-adds that is left.</param>
/// <param name="IsGood">False: the pruned model is not valid, or it gives numbers that are none.</param>
/// <param name="Remark">Why there is no score; null: there is.</param>
internal sealed record RealCell(string Reached, string Score, bool IsGood, string? Remark = null);
