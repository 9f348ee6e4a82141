using PruneOnBuild.Cli.Bench.Gates;

namespace PruneOnBuild.Cli.Tests.Bench.Gates;

public sealed class WrongShareTests
{
    [Theory]
    [InlineData(63, 1000, "5.1 to 7.7 %", "MISSED")]
    [InlineData(60, 1000, "4.8 to 7.4 %", "noise, 1500")]
    [InlineData(50, 1000, "3.9 to 6.3 %", "noise")]
    [InlineData(45, 1000, "3.5 to 5.7 %", "noise, 6100")]
    [InlineData(30, 1000, "2.2 to 4.0 %", "kept")]
    public void ABar_IsMissedOrKept_OnlyWhereTheBoundsSaySo(int wrong, int gates, string between, string verdict)
    {
        var share = WrongShare.Counted(wrong, gates, WrongShare.MostAtThreshold);
        Assert.Equal((between, verdict), (share.Between, share.Verdict));
    }

    [Theory]
    [InlineData(0.0501, "MISSED")]
    [InlineData(0.05, "kept")]
    public void OfASum_NothingIsNoise(double share, string verdict) =>
        Assert.Equal(verdict, WrongShare.Summed(share, WrongShare.MostAtThreshold).Verdict);
}
