using PruneOnBuild.Policy;
using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Pruning.Groups;
using PruneOnBuild.Pruning.Search.Latency;

namespace PruneOnBuild.Pruning.Tests.Search.Latency;

/// <summary>Which widths are tried.</summary>
public sealed class StairWidthsTests
{
    [Theory]
    [InlineData(64, 16, 1, new[] { 48, 32, 16 })]
    [InlineData(60, 16, 1, new[] { 48, 32, 16 })]
    [InlineData(16, 16, 1, new int[0])]
    [InlineData(256, 16, 1, new[] { 224, 192, 160, 128, 96, 64, 32 })]
    [InlineData(1024, 16, 1, new[] { 896, 768, 640, 512, 384, 256, 128 })]
    [InlineData(6, 16, 64, new[] { 5, 4, 3, 2, 1 })]
    public void DeclaredWidths_AreMultiplesOfThem_EightAtMost(int channels, int declared, int span, int[] widths)
    {
        Assert.Equal(widths, StairWidths.Of(Group(channels, span), Target(declared)));
    }

    [Theory]
    [InlineData(16, 16, new[] { 12, 8, 4 })]
    [InlineData(32, 16, new[] { 16, 12, 8, 4 })]
    [InlineData(16, 8, new[] { 8, 4 })]
    [InlineData(32, 8, new[] { 24, 16, 8, 4 })]
    public void WidthsBelowABlock_AreTriedWhereNoneAreDeclared(int channels, int block, int[] widths)
    {
        Assert.Equal(widths, StairWidths.Of(Group(channels, 1), block, declared: false));
    }

    [Fact]
    public void WhereNoneAreDeclared_TheBlockIsThisMachines()
    {
        Assert.Equal(StairWidths.Of(Group(64, 1), StairWidths.MultipleOf(Target(null)), declared: false), StairWidths.Of(Group(64, 1), Target(null)));
    }

    private static ChannelGroup Group(int channels, int span) => new("conv1 output", [.. Enumerable.Range(0, channels)], [], span);

    private static TargetPolicy Target(int? widths) =>
        new() { Name = "t", Location = new SourceLocation("prune.yaml", 2, 1), Hardware = Hardware.Cpu, Widths = widths };
}
