using PruneOnBuild.Pruning.Layers;

namespace PruneOnBuild.Pruning.Recovery;

/// <summary>What one group of a layer is re-fitted to.</summary>
/// <param name="Fit">Moments of the samples that fit.</param>
/// <param name="Judge">Moments of the samples that judge; the same ones where there are too few to part.</param>
/// <param name="Rows">The rows behind both; empty where they would take too much memory.</param>
internal sealed record LayerRefit(LayerMoments Fit, LayerMoments Judge, IReadOnlyList<RefitRows> Rows);
