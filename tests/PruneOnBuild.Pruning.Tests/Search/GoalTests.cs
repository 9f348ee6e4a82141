using PruneOnBuild.Policy;
using PruneOnBuild.Policy.Diagnostics;

namespace PruneOnBuild.Pruning.Tests.Search;

/// <summary>Goals are reached where they can be, on the target's widths.</summary>
public sealed class GoalTests
{
    [Theory]
    [InlineData(0.8, Allocation.Global)]
    [InlineData(0.5, Allocation.Global)]
    [InlineData(0.8, Allocation.Layer)]
    [InlineData(0.5, Allocation.Layer)]
    public void Flops_EndsAtOrJustBelowTheShare(double share, Allocation allocation)
    {
        var result = Prune.Structured(Zoo.GlobalPooling(), new Goal(GoalKind.Flops, share), allocation: allocation);
        var reached = (double)result.After.MultiplyAdds / result.Dense.MultiplyAdds;
        Assert.InRange(reached, share - 0.2, share);
        Assert.Empty(result.Warnings);
    }

    [Fact]
    public void Ratio_PerLayer_TakesTheShareOfEveryGroup()
    {
        var result = Prune.Structured(Zoo.ResidualPair(), new Goal(GoalKind.Ratio, 0.25), allocation: Allocation.Layer);
        Assert.All(result.Plan.Groups, group => Assert.Equal(group.Channels * 3 / 4, group.Kept.Length));
    }

    [Fact]
    public void Widths_StayOnTheTargetsMultiple()
    {
        var result = Prune.Structured(Zoo.GlobalPooling(), new Goal(GoalKind.Flops, 0.6), widths: 4);
        Assert.All(result.Plan.Groups, group => Assert.Equal(0, group.Kept.Length % 4));
    }

    [Fact]
    public void WidthsTooCoarse_WarnsAboutTheLayerThatCannotBeCut()
    {
        var result = Prune.Structured(Zoo.GlobalPooling(), new Goal(GoalKind.Flops, 0.9), widths: 8);
        Assert.Contains(result.Warnings, warning => warning.Code == "POB3006" || warning.Code == "POB3010");
        Assert.All(result.Plan.Groups, group => Assert.True(group.Kept.Length > 0));
    }

    [Theory]
    [InlineData(8, "'conv1 output' has 8 channels and widths stay on multiples of 8, so it cannot be cut. ")]
    [InlineData(16, "'conv1 output' has 8 channels and widths stay on multiples of 16, so it cannot be cut; nor can 1 more group. ")]
    public void GroupsTooNarrow_AreOneWarning(int widths, string message)
    {
        var result = Prune.Structured(Zoo.GlobalPooling(), new Goal(GoalKind.Ratio, 0.5), widths);
        var warning = Assert.Single(result.Warnings, warning => warning.Code == "POB3010");
        Assert.StartsWith(message, warning.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void OutOfReach_SaysHowFarItGot()
    {
        var result = Prune.Structured(Zoo.ResidualPair(), new Goal(GoalKind.Flops, 0.0001));
        var warning = Assert.Single(result.Warnings);
        Assert.Equal("POB3006", warning.Code);
        Assert.Equal(7, warning.Location.Line);
    }

    [Fact]
    public void Keep_FreezesTheLayersChannels()
    {
        var result = Prune.Structured(Zoo.FlattenToGemm(), new Goal(GoalKind.Ratio, 0.5), keep: ["conv*"]);
        Assert.DoesNotContain(result.Plan.Groups, group => group.Name == "conv1 output");
        Assert.Contains(result.Plan.Frozen, frozen => frozen.Reason.Contains("keep", StringComparison.Ordinal));
    }

    [Fact]
    public void KeepThatMatchesNothing_Warns()
    {
        var result = Prune.Structured(Zoo.FlattenToGemm(), new Goal(GoalKind.Ratio, 0.5), keep: ["conv_1"]);
        Assert.Contains(result.Warnings, warning => warning.Code == "POB3007" && warning.Message.Contains("'conv1'", StringComparison.Ordinal));
    }

    [Fact]
    public void NothingToCut_IsAnError()
    {
        var error = Assert.Throws<PruneOnBuildException>(() => Prune.Structured(Zoo.PlainChain(), new Goal(GoalKind.Ratio, 0.5), keep: ["*"]));
        Assert.Equal("POB3004", Assert.Single(error.Diagnostics).Code);
    }

    [Fact]
    public void LeastSalientChannels_GoFirst()
    {
        var result = Prune.Structured(Saliency.Scaled.ChannelsByIndex(), new Goal(GoalKind.Ratio, 0.5), criterion: Criterion.L1);
        var group = Assert.Single(result.Plan.Groups);
        Assert.Equal<int>([4, 5, 6, 7], group.Kept);
    }

    [Fact]
    public void EqualInputs_GiveEqualBytes()
    {
        var (one, two) = (Prune.Structured(Zoo.SqueezeAndExcite(), new Goal(GoalKind.Flops, 0.5)), Prune.Structured(Zoo.SqueezeAndExcite(), new Goal(GoalKind.Flops, 0.5)));
        Assert.Equal(one.Pruned.Proto, two.Pruned.Proto);
    }
}
