using System.Collections.Immutable;

namespace PruneOnBuild.Gates.Accuracy.Damage;

/// <summary>What pruning did to single samples.</summary>
/// <param name="Worse">Negative flips: samples right before and wrong after; for metrics without right and wrong, samples that do worse.</param>
/// <param name="Better">The reverse.</param>
/// <param name="Most">The samples that lost most, 10 at most, the worst first.</param>
public sealed record DamageFigures(int Worse, int Better, ImmutableArray<DamagedSample> Most);
