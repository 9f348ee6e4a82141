using PruneOnBuild.Graph;
using PruneOnBuild.Policy;

namespace PruneOnBuild.Pruning.Tests.Saliency;

/// <summary>The baseline is random, and the same for the same seed.</summary>
public sealed class RandomCriterionTests
{
    [Fact]
    public void EqualSeeds_GiveEqualBytes() => Assert.Equal(Pruned(7).Pruned.Proto, Pruned(7).Pruned.Proto);

    [Fact]
    public void OtherSeeds_GiveOtherPlans() =>
        Assert.True(Enumerable.Range(0, 8).Select(seed => string.Join(';', Pruned(seed).Plan.Groups.Select(group => string.Join(',', group.Kept)))).Distinct().Count() > 4);

    private static PruneResult Pruned(int seed) => Prune.Calibrated(
        Zoo.ResidualPair(), new Goal(GoalKind.Ratio, 0.5), calibration: null, Criterion.Random, Policy.Recovery.None, seed, Allocation.Layer);
}
