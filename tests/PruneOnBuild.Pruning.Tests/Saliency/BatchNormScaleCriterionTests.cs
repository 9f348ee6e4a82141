using PruneOnBuild.Graph;
using PruneOnBuild.Policy;
using PruneOnBuild.Pruning.Tests.Calibration;
using PruneOnBuild.Testing;

namespace PruneOnBuild.Pruning.Tests.Saliency;

/// <summary>Channels that a batch normalization scales down go first.</summary>
public sealed class BatchNormScaleCriterionTests
{
    private static readonly float[] s_scales = [1, -0.01f, 0.02f, -1, 0.001f, 2, 1, -0.02f];

    [Theory]
    [InlineData(Policy.Recovery.None)]
    [InlineData(Policy.Recovery.LeastSquares)]
    public void SmallScales_GoFirst_AlsoWhereRecoveryFoldsThemAway(Policy.Recovery recovery)
    {
        var model = TinyModel.Input("x", -1, 3, 6, 6).Conv("conv1", 8).As("in")
            .Weight("scale", [8], s_scales).Weight("shift", [8]).Weight("mean", [8]).Weight("var", [8], [.. Enumerable.Repeat(1f, 8)])
            .Node("BatchNormalization", "bn", ["in", "scale", "shift", "mean", "var"], ["bn.out"]).Relu().Conv("conv2", 4).Output("y");

        var result = Prune.Calibrated(model, new Goal(GoalKind.Ratio, 0.5), RandomSamples.Of(16, 3, 6, 6), Criterion.BatchNormScale, recovery);

        Assert.Equal<int>([0, 3, 5, 6], Assert.Single(result.Plan.Groups).Kept);
    }

    [Fact]
    public void GroupsWithoutNormalization_GoByTheirWeights()
    {
        var goal = new Goal(GoalKind.Flops, 0.6);
        var scales = Prune.Structured(Zoo.ConcatFork(), goal, criterion: Criterion.BatchNormScale);

        Assert.Equal(Kept(Prune.Structured(Zoo.ConcatFork(), goal, criterion: Criterion.L2)), Kept(scales));
    }

    [Fact]
    public void GroupsWithAndWithoutNormalization_CompareInShares()
    {
        // Scales a million times as large as before rank the same channels the same way and make the group no dearer.
        static ModelGraph Chain(float unit) => TinyModel.Input("x", 1, 3, 6, 6).Conv("conv1", 8).As("in")
            .Weight("scale", [8], [.. s_scales.Select(scale => scale * unit)]).Weight("shift", [8]).Weight("mean", [8])
            .Weight("var", [8], [.. Enumerable.Repeat(1f, 8)])
            .Node("BatchNormalization", "bn", ["in", "scale", "shift", "mean", "var"], ["bn.out"]).Relu()
            .Conv("conv2", 8).Relu().Conv("conv3", 4).Output("y");
        var goal = new Goal(GoalKind.Flops, 0.5);

        Assert.Equal(
            Kept(Prune.Structured(Chain(1), goal, criterion: Criterion.BatchNormScale)),
            Kept(Prune.Structured(Chain(1 << 20), goal, criterion: Criterion.BatchNormScale)));
    }

    private static IEnumerable<string> Kept(PruneResult result) => result.Plan.Groups.Select(group => string.Join(',', group.Kept));
}
