using PruneOnBuild.Cli.Bench.Gates;

namespace PruneOnBuild.Cli.Tests.Bench.Gates;

public sealed class LineFilterTests
{
    [Theory]
    [InlineData(null, true)]
    [InlineData("LIVE", true)]
    [InlineData("live: chain", true)]
    [InlineData("alone", true)]
    [InlineData("chain: live", false)]
    public void AFilter_TakesLinesThatContainIt(string? only, bool isTaken) =>
        Assert.Equal(isTaken, new LineFilter(only).Takes("live", "chain24.onnx, alone"));
}
