using PruneOnBuild.Graph;
using PruneOnBuild.Graph.Onnx;
using PruneOnBuild.Pruning.Trials;
using PruneOnBuild.Testing;

namespace PruneOnBuild.Pruning.Tests.Trials;

/// <summary>Prunable shares against counts by hand.</summary>
public sealed class RatioTrialTests
{
    [Fact]
    public void PlainChain_IsPrunable_ExceptTheBiasOfTheOutput()
    {
        // conv1 3x3 over 3 -> 8 channels, conv2 1x1 over 8 -> 4, each at 64 positions; the norm has four numbers a channel.
        const double MultiplyAdds = (64 * 9 * 3 * 8) + (64 * 8 * 4);
        const double Parameters = (9 * 3 * 8) + 8 + (4 * 8) + (8 * 4) + 4;

        var trial = RatioTrial.Of(Zoo.PlainChain());

        Assert.Equal(new PrunableShare(MultiplyAdds, MultiplyAdds, Parameters, Parameters - 4), trial.Share);
        Assert.Equal(1, trial.Share.OfMultiplyAdds);
        Assert.Empty(trial.HeldBack);
    }

    [Fact]
    public void FrozenChannels_HoldBackWhereNoOtherAxisMayGo()
    {
        // Of the ten channels that the head reads, the stem's four are frozen; all that the left convolution writes may go.
        const double Stem = 64 * 9 * 3 * 4;
        const double Left = 64 * 9 * 4 * 6;
        const double Head = 64 * 10 * 4;
        const double HeadStuck = 64 * 4 * 4;
        const double Parameters = (9 * 3 * 4) + 4 + (9 * 4 * 6) + 6 + (10 * 4) + 4;
        const double ParametersStuck = (9 * 3 * 4) + 4 + (4 * 4) + 4;

        var trial = RatioTrial.Of(FrozenStem());

        Assert.Equal(
            new PrunableShare(Stem + Left + Head, Left + Head - HeadStuck, Parameters, Parameters - ParametersStuck), trial.Share);
        Assert.Equal(Stem + HeadStuck, trial.HeldBack.Sum(held => held.MultiplyAdds), 6);
        Assert.Contains(trial.HeldBack, held => held.Reason == "is graph output 's'");
    }

    [Fact]
    public void GroupOfOneChannel_IsNotPrunable()
    {
        var trial = RatioTrial.Of(TinyModel.Input("x", 1, 3, 8, 8).Conv("one", 1).Relu().Conv("head", 4, kernel: 1).Output("y"));

        Assert.False(trial.CanBeCut);
        Assert.Equal(0, trial.Share.OfMultiplyAdds);
        Assert.Contains(trial.HeldBack, held => held.Reason == "is the only channel of its group");
    }

    [Fact]
    public void ModelWithoutWeights_HasNoShare()
    {
        var share = RatioTrial.Of(TinyModel.Input("x", 1, 3, 8, 8).Relu().Output("y")).Share;

        Assert.Null(share.OfMultiplyAdds);
        Assert.Null(share.OfParameters);
    }

    [Fact]
    public void EachCut_StartsFromTheDenseModel()
    {
        var trial = RatioTrial.Of(Zoo.PlainChain());

        Assert.Equal([0.75, 0.5, 0.25], new[] { 0.25, 0.5, 0.75 }.Select(ratio => trial.Cut(ratio).MultiplyAdds!.Value));
        Assert.Equal(0.5, trial.Cut(0.5).MultiplyAdds);
    }

    [Fact]
    public void Cut_IsThePrunersForTheSameRatio()
    {
        foreach (var (name, model) in Zoo.All)
        {
            var pruned = Prune.Structured(model(), new Policy.Goal(Policy.GoalKind.Ratio, 0.5), allocation: Policy.Allocation.Layer);

            double? kept = RatioTrial.Of(model()).Cut(0.5).MultiplyAdds;

            Assert.True(Math.Abs(kept!.Value - ((double)pruned.After.MultiplyAdds / pruned.Dense.MultiplyAdds)) < 1e-6, name);
        }
    }

    [Fact]
    public void DenseModelThatTheRuntimeRefuses_IsToldFromABadCut()
    {
        var unknown = TinyModel.Input("x", 1, 3, 8, 8).Conv("conv1", 8).Relu().Conv("conv2", 4, kernel: 1).Opset(1, "no.such")
            .Edit(model => model.Graph.Node.Add(new NodeProto { Domain = "no.such", OpType = "Odd", Input = { "x" }, Output = { "odd" } })).Output("y");

        Assert.Equal("POB5003", RatioTrial.Of(unknown).RefusalOfDense()!.Code);
        Assert.Null(RatioTrial.Of(Zoo.PlainChain()).RefusalOfDense());
    }

    private static ModelGraph FrozenStem() =>
        TinyModel.Input("x", 1, 3, 8, 8).Conv("stem", 4).AlsoOutput("s").Conv("left", 6).Concat(1, "s").Conv("head", 4, kernel: 1).Output("y");
}
