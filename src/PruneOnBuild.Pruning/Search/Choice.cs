using PruneOnBuild.Pruning.Search.Latency;

namespace PruneOnBuild.Pruning.Search;

/// <summary>What a search chose.</summary>
/// <param name="Kept">Kept channels of each group, as indices into it, ascending.</param>
/// <param name="Finished">The cut and repaired model, where the search had to make it anyhow.</param>
internal sealed record Choice(IReadOnlyList<int[]> Kept, CutModel? Finished = null);
