using PruneOnBuild.Graph;
using PruneOnBuild.Policy;
using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Pruning.Plans;
using PruneOnBuild.Pruning.Tests.Sparsity.Obs;
using PruneOnBuild.Testing;

namespace PruneOnBuild.Pruning.Tests.Plans;

/// <summary>Zeros lie where a plan has them, and the re-fit is that which followed the search.</summary>
public sealed class LockedSparseTests
{
    private static readonly SparsityPattern s_unstructured = new SparsityPattern.Unstructured();

    [Theory]
    [InlineData(Criterion.Obs, Policy.Recovery.LeastSquares, Allocation.Global)]
    [InlineData(Criterion.Obs, Policy.Recovery.LeastSquares, Allocation.Layer)]
    [InlineData(Criterion.Obs, Policy.Recovery.None, Allocation.Global)]
    [InlineData(Criterion.L1, Policy.Recovery.LeastSquares, Allocation.Global)]
    [InlineData(Criterion.L2, Policy.Recovery.None, Allocation.Layer)]
    public void FromThePlan_TheSameBytesAsFromTheSearch(Criterion criterion, Policy.Recovery recovery, Allocation allocation) =>
        Agree(s_unstructured, plan => Calibrated.Run(0.6, s_unstructured, criterion, recovery, allocation, plan));

    [Fact]
    public void Patterns_TheSameBytesAsFromTheSearch()
    {
        var (nOfM, block) = (new SparsityPattern.NOfM(2, 4), new SparsityPattern.Block(4, 1));
        Agree(nOfM, plan => Calibrated.Run(0.5, nOfM, plan: plan));
        Agree(nOfM, plan => Calibrated.Run(0.2, nOfM, allocation: Allocation.Global, plan: plan));
        Agree(block, plan => Calibrated.Run(0.5, block, allocation: Allocation.Global, plan: plan));
    }

    // While branch2 is fitted, the projection behind it is still dense: a plan must not write its zeros earlier than the search did.
    [Fact]
    public void ProjectionBehindTheBranch_TheSameBytesAsFromTheSearch() => Agree(s_unstructured, plan => Calibrated.Run(
        0.6,
        s_unstructured,
        plan: plan,
        model: TinyModel.Input("x", 8, 4, 6, 6).Conv("stem", 8).Relu().As("skip")
            .Conv("branch1", 12).Relu().Conv("branch2", 8).As("main").From("skip").Conv("project", 8, kernel: 1).Add("main").Relu()
            .Conv("head", 4, kernel: 1).Output("y")));

    [Fact]
    public void MaskOfAWeightThatTheModelHasNot_IsAnError() =>
        DoesNotFit("zeros for weight 'other.weight'", new WeightMask("other.weight", [true, false]));

    [Fact]
    public void MaskOfAnotherSize_IsAnError() =>
        DoesNotFit("weight 'stem.weight' has 2 elements there and 288 in the model", new WeightMask("stem.weight", [true, false]));

    private static void Agree(SparsityPattern pattern, Func<LockedPlan?, PruneResult> prune)
    {
        var searched = prune(null);
        var applied = prune(Locked.Of(searched));

        Assert.Contains(searched.Masks, mask => mask.Kept.Contains(false));
        Assert.Equal(pattern.ToString(), applied.Plan.Pattern);
        Assert.Equal(searched.Masks.Select(mask => mask.Kept), applied.Masks.Select(mask => mask.Kept));
        Assert.Equal(
            OnnxWriter.ToBytes(searched.Pruned.Proto, searched.Pruned.Path), OnnxWriter.ToBytes(applied.Pruned.Proto, applied.Pruned.Path));
    }

    private static void DoesNotFit(string words, WeightMask mask)
    {
        var plan = new LockedPlan(s_unstructured.ToString()!, [], [mask], new SourceLocation("prune.lock"));
        var error = Assert.Single(Assert.Throws<PruneOnBuildException>(() => Calibrated.Run(0.6, s_unstructured, plan: plan)).Diagnostics);
        Assert.Equal("POB3020", error.Code);
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
    }
}
