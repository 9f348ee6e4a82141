using PruneOnBuild.Policy;
using PruneOnBuild.Policy.Diagnostics;

namespace PruneOnBuild.Pruning.Tests.Sparsity;

/// <summary>What the provider's kernels ask of a layer.</summary>
public sealed class EligibilityTests
{
    private static readonly SparsityPattern s_twoOfFour = new SparsityPattern.NOfM(2, 4);

    [Fact]
    public void LayerThatTheKernelsCannotTake_StaysDense_AndTheProviderIsTheReason()
    {
        var result = Run("tensorrt", s_twoOfFour);

        var conv1 = Assert.Single(result.Plan.Frozen);
        Assert.Equal("conv1", conv1.Name);
        Assert.Equal("stays dense: it has 8 x 3 channels, but provider tensorrt takes 2:4 for inputs in multiples of 4 only", conv1.Reason);
    }

    [Fact]
    public void WithoutProvider_ThePatternIsTheReason() =>
        Assert.Equal("stays dense: its 8 x 3 channels do not divide into 2:4", Assert.Single(Run(null, s_twoOfFour).Plan.Frozen).Reason);

    [Fact]
    public void WeightsOfATypeThatTheKernelsDoNotTake_AreWarnedOf_AtTheProvider()
    {
        var warning = Assert.Single(Run("tensorrt", s_twoOfFour).Warnings);

        Assert.Equal(("POB3013", 4), (warning.Code, warning.Location.Line));
        Assert.Equal(
            "1 of 2 weights are float32, such as 'conv2.weight', but provider tensorrt skips zeros in float16 or int8 only: it would run these layers "
            + "dense. To gain from the zeros, convert the model to float16, or set trt_fp16_enable=1.",
            warning.Message);
    }

    [Theory]
    [InlineData(null, Intent.Speed)]
    [InlineData("sparse-cpu", Intent.Speed)]
    [InlineData("openvino", Intent.Speed)]
    [InlineData("cann", Intent.Speed)]
    [InlineData("tensorrt", Intent.Size)]
    public void NothingIsWarnedOf_WhereTheTypeIsTaken_OrNoTimeIsPromised(string? provider, Intent intent) =>
        Assert.Empty(Run(provider, s_twoOfFour, intent).Warnings);

    [Fact]
    public void SizeOnly_LeavesNoLayerDenseForAKernelsSake() =>
        Assert.Equal("stays dense: its 8 x 3 channels do not divide into 2:4", Assert.Single(Run("tensorrt", s_twoOfFour, Intent.Size).Plan.Frozen).Reason);

    private static PruneResult Run(string? provider, SparsityPattern pattern, Intent intent = Intent.Speed) => Prune.Sparse(
        Zoo.PlainChain(),
        0.5,
        new TargetPolicy
        {
            Name = "t",
            Location = new SourceLocation("prune.yaml", 2, 1),
            Hardware = Hardware.Sparse,
            Pattern = Prune.At(pattern, 3),
            Provider = provider is null ? null : Prune.At(provider, 4),
            Intent = intent,
        });
}
