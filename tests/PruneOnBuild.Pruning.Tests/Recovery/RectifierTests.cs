using PruneOnBuild.Pruning.Recovery;
using PruneOnBuild.Testing;

namespace PruneOnBuild.Pruning.Tests.Recovery;

/// <summary>What a fit may leave to the activation behind it.</summary>
public sealed class RectifierTests
{
    private static readonly Rectifier Relu = new(0, double.PositiveInfinity);
    private static readonly Rectifier Relu6 = new(0, 6);

    [Theory]
    [InlineData(2, -1, 2)] // is below, should be above: all the way
    [InlineData(2, 5, 2)]
    [InlineData(-2, -7, -7)] // both below: nothing to do
    [InlineData(-2, 3, 0)] // should be below: down to the bound will do
    public void Target_AsksForNoMoreThanMatters(double wanted, double now, double target) =>
        Assert.Equal(target, Relu.Target(wanted, now, beside: 0));

    [Theory]
    [InlineData(8, 9, 9)]
    [InlineData(8, 1, 6)]
    [InlineData(5, 9, 5)]
    public void Target_KnowsTheUpperBound(double wanted, double now, double target) => Assert.Equal(target, Relu6.Target(wanted, now, beside: 0));

    [Fact]
    public void Target_CountsWhatIsAddedBesides() => Assert.Equal(-3, Relu.Target(wanted: -4, now: 1, beside: 3));

    /// <summary>The law behind the fit: meeting the target meets what is wanted, and a target costs no less than the activation does.</summary>
    [Fact]
    public void MeetingTheTarget_IsMeetingWhatIsWanted()
    {
        var random = new Random(1);
        for (var i = 0; i < 2000; i++)
        {
            double Next() => 16 * (random.NextDouble() - 0.5);
            var (wanted, now, beside) = (Next(), Next(), Next());
            foreach (var rectifier in (Rectifier[])[Relu, Relu6])
            {
                var target = rectifier.Target(wanted, now, beside);
                var off = rectifier.Clamp(now + beside) - rectifier.Clamp(wanted + beside);
                Assert.Equal(rectifier.Clamp(wanted + beside), rectifier.Clamp(target + beside), 1e-12);
                Assert.True(Math.Abs(target - now) >= Math.Abs(off) - 1e-12);
                var other = Next();
                Assert.True(Math.Abs(rectifier.Clamp(other + beside) - rectifier.Clamp(wanted + beside)) <= Math.Abs(other - target) + 1e-12);
            }
        }
    }

    /// <summary>Many at once are each by itself, on bounds too, and whatever is left over of a vector.</summary>
    [Fact]
    public void Targets_AreTheTargetOfEach()
    {
        var random = new Random(2);
        float[] Some(int count) => [.. Enumerable.Range(0, count).Select(i => i % 7 == 0 ? 6 * (i % 2) : 16 * (random.NextSingle() - 0.5f))];
        foreach (var rectifier in (Rectifier[])[Relu, Relu6, new(double.NegativeInfinity, double.PositiveInfinity)])
        {
            foreach (var count in (int[])[1, 8, 1003])
            {
                var (wanted, now, beside, targets) = (Some(count), Some(count), Some(count), new float[count]);
                rectifier.Targets(wanted, now, beside, targets);
                Assert.Equal(Enumerable.Range(0, count).Select(i => (float)rectifier.Target(wanted[i], now[i], beside[i])), targets);
                rectifier.Targets(wanted, now, [], targets);
                Assert.Equal(Enumerable.Range(0, count).Select(i => (float)rectifier.Target(wanted[i], now[i], 0)), targets);
            }
        }
    }

    [Fact]
    public void Behind_ReadsReluAndClip()
    {
        Assert.Equal(Relu, Rectifier.Behind(TinyModel.Input("x", 1, 4).Gemm("fc", 3).Relu().Gemm("out", 2).Output("y"), "fc.out"));
        Assert.Null(Rectifier.Behind(TinyModel.Input("x", 1, 4).Gemm("fc", 3).Gemm("out", 2).Output("y"), "fc.out"));
    }
}
