using PruneOnBuild.Graph;
using PruneOnBuild.Policy;
using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Pruning.Plans;
using PruneOnBuild.Pruning.Tests.Calibration;
using PruneOnBuild.Runtime;

namespace PruneOnBuild.Pruning.Tests.Plans;

/// <summary>Channels that a plan names go, and what follows is what followed the search.</summary>
public sealed class LockedStructuredTests
{
    private static readonly Goal s_goal = new(GoalKind.Flops, 0.6);

    [Theory]
    [InlineData(nameof(Zoo.ResidualPair), Criterion.Obs, Policy.Recovery.LeastSquares)]
    [InlineData(nameof(Zoo.DepthwiseTrio), Criterion.L2, Policy.Recovery.LeastSquares)]
    [InlineData(nameof(Zoo.PlainChain), Criterion.Obs, Policy.Recovery.None)]
    [InlineData(nameof(Zoo.SqueezeAndExcite), Criterion.Activation, Policy.Recovery.LeastSquares)]
    public void FromThePlan_TheSameBytesAsFromTheSearch(string model, Criterion criterion, Policy.Recovery recovery)
    {
        var searched = Pruned(model, criterion, recovery, null);
        var applied = Pruned(model, criterion, recovery, Locked.Of(searched));

        Assert.Contains(searched.Plan.Groups, group => group.Removed > 0);
        Assert.Equal(Bytes(searched), Bytes(applied));
        Assert.Equal(searched.Plan.Groups.Select(group => group.Kept), applied.Plan.Groups.Select(group => group.Kept));
        Assert.Equal((searched.Law, searched.Dense, searched.After), (applied.Law, applied.Dense, applied.After));
    }

    [Fact]
    public void EveryModelOfTheZoo_IsCutAsPlanned()
    {
        foreach (var (name, make) in Zoo.All)
        {
            var goal = new Goal(GoalKind.Ratio, 0.5);
            PruneResult searched;
            try
            {
                searched = Prune.Calibrated(make(), goal, null, Criterion.L2, Policy.Recovery.None);
            }
            catch (PruneOnBuildException refused) when (refused.Diagnostics[0].Code == "POB3004")
            {
                continue;
            }

            var applied = Prune.Calibrated(make(), goal, null, Criterion.L2, Policy.Recovery.None, plan: Locked.Of(searched));
            Assert.True(Bytes(searched).SequenceEqual(Bytes(applied)), name);
        }
    }

    [Fact]
    public void WithoutRecovery_APlanNeedsNoSamples()
    {
        var searched = Pruned(nameof(Zoo.ResidualPair), Criterion.Obs, Policy.Recovery.None, null);
        var applied = Prune.Calibrated(
            Zoo.ResidualPair(), s_goal, null, Criterion.Obs, Policy.Recovery.None, plan: Locked.Of(searched));

        Assert.Equal(Bytes(searched), Bytes(applied));
    }

    [Fact]
    public void PlanOfYourOwn_IsCutAsWritten()
    {
        var plan = Plan(new LockedGroup("conv1 output", 8, [1, 6]));
        var result = Prune.Calibrated(Zoo.PlainChain(), s_goal, null, Criterion.L2, Policy.Recovery.None, plan: plan);

        Assert.Equal([1, 6], Assert.Single(result.Plan.Groups).Kept.ToArray());
        Assert.Equal(2, result.Pruned.Constant("conv1.weight")!.Dims[0]);
    }

    [Fact]
    public void GroupThatTheModelHasNot_IsAnError() => DoesNotFit(
        "it has group 'conv9 output', which the model has not",
        Plan(new LockedGroup("conv1 output", 8, [1, 6]), new LockedGroup("conv9 output", 8, [1])));

    [Fact]
    public void GroupThatThePlanHasNot_IsAnError() => DoesNotFit("it says nothing of group 'conv1 output'", Plan());

    [Fact]
    public void OtherChannelCount_IsAnError() => DoesNotFit(
        "group 'conv1 output' has 16 channels there and 8 in the model", Plan(new LockedGroup("conv1 output", 16, [1, 6])));

    [Theory]
    [InlineData]
    [InlineData(8)]
    [InlineData(-1, 2)]
    [InlineData(3, 3)]
    [InlineData(4, 3)]
    public void KeptThatAreNoChannels_AreAnError(params int[] kept) => DoesNotFit(
        "must keep at least one of its channels 0 to 7", Plan(new LockedGroup("conv1 output", 8, [.. kept])));

    [Fact]
    public void SparsePlanForAStructuredTarget_IsAnError() =>
        DoesNotFit("its pattern is '2:4', and the target's 'structured'", Plan() with { Pattern = "2:4" });

    private static LockedPlan Plan(params LockedGroup[] groups) =>
        new(PrunePlan.Structured, [.. groups], [], new SourceLocation("prune.lock"));

    private static void DoesNotFit(string words, LockedPlan plan)
    {
        var error = Assert.Single(Assert.Throws<PruneOnBuildException>(() =>
            Prune.Calibrated(Zoo.PlainChain(), s_goal, null, Criterion.L2, Policy.Recovery.None, plan: plan)).Diagnostics);
        Assert.Equal(("POB3020", "prune.lock"), (error.Code, error.Location.File));
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
        Assert.Contains("--lock update", error.Message, StringComparison.Ordinal);
    }

    private static PruneResult Pruned(string model, Criterion criterion, Policy.Recovery recovery, LockedPlan? plan)
    {
        var dense = Zoo.All[model]();
        SampleSet samples = RandomSamples.For(dense, 32)!;
        return Prune.Calibrated(dense, s_goal, samples, criterion, recovery, plan: plan);
    }

    private static byte[] Bytes(PruneResult result) => OnnxWriter.ToBytes(result.Pruned.Proto, result.Pruned.Path);
}
