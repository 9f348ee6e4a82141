using PruneOnBuild.Gates.Verdicts;
using PruneOnBuild.Policy;

namespace PruneOnBuild.Gates.Tests.Verdicts;

/// <summary>How near a model is to the limits of its gate.</summary>
public class AccuracyAllowanceTests
{
    [Theory]
    [InlineData(0, 0, 0, true)]
    [InlineData(40, 0, 0.8, true)]
    [InlineData(50, 0, 1, true)]
    [InlineData(75, 0, 1.5, false)]
    [InlineData(0, 25, -0.5, true)]
    public void ADrop_IsAShareOfTheDropAllowed(int onlyDense, int onlyPruned, double used, bool passes)
    {
        var allowance = AccuracyAllowance.Of(Sample.AccuracyGate(maxDrop: 0.01, test: AccuracyTest.Point), Sample.Accuracy(4200, onlyDense, onlyPruned, 800 - onlyDense - onlyPruned));
        Assert.Equal(used, allowance.Used, 9);
        Assert.Equal(passes, allowance.Passes);
    }

    [Fact]
    public void WhereNoDropIsAllowed_AnyIsBeyondMeasure()
    {
        var allowance = AccuracyAllowance.Of(Sample.AccuracyGate(maxDrop: 0), Sample.Accuracy(4200, 1, 0, 799));
        Assert.Equal(double.PositiveInfinity, allowance.Used);
        Assert.False(allowance.Passes);
    }

    [Fact]
    public void AFloor_IsMeasuredFromTheDenseModel_AndSaysWhatWouldPass()
    {
        // Dense 85 %, pruned 83.34 %.
        var allowance = AccuracyAllowance.Of(Sample.AccuracyGate(min: 0.84, test: AccuracyTest.Point), Sample.Accuracy(4167, 83, 0, 750));
        Assert.Equal((0.85 - 0.8334) / 0.01, allowance.Used, 6);
        Assert.False(allowance.Passes);
        Assert.Equal("min: 83.34%", allowance.WouldPass);
    }

    [Fact]
    public void TheThresholdNearestToItsLimit_Decides()
    {
        var allowance = AccuracyAllowance.Of(Sample.AccuracyGate(maxDrop: 0.10, min: 0.84), Sample.Accuracy(4167, 83, 0, 750));
        Assert.Equal("accuracy.min", allowance.Verdict.Gate);
    }

    [Fact]
    public void AnError_IsAShareOfTheErrorAllowed()
    {
        var allowance = AccuracyAllowance.Of(Sample.AccuracyGate(metric: AccuracyMetric.Mse, max: 0.2), Sample.Error(dense: 0, pruned: 0.05));
        Assert.Equal(0.25, allowance.Used, 9);
        Assert.True(allowance.Passes);
    }

    [Fact]
    public void ByThePoint_TooFewSamplesToResolveTheThreshold_DoNotStopTheSearch()
    {
        Assert.True(AccuracyAllowance.Of(Sample.AccuracyGate(maxDrop: 0.01, test: AccuracyTest.Point), Sample.Accuracy(100, 0, 0, 0)).Passes);
    }

    // What search ends at must pass the gate: with few flips too, a model passes here where and only where it passes there.
    [Fact]
    public void ByTheInterval_AModelIsAtItsLimit_WhereTheGatePasses()
    {
        var gate = Sample.AccuracyGate(maxDrop: 0.01);
        for (var onlyDense = 0; onlyDense < 80; onlyDense++)
        {
            var accuracy = Sample.Accuracy(4200, onlyDense, 10, 790 - onlyDense);
            var allowance = AccuracyAllowance.Of(gate, accuracy);
            Assert.Equal(Assert.Single(AccuracyJudge.Decide(gate, accuracy)).Outcome == VerdictOutcome.Pass, allowance.Passes);
            Assert.Equal(allowance.Used <= 1, allowance.Passes);
        }
    }

    [Fact]
    public void ByTheInterval_TheThresholdThatWouldPass_IsThatOfTheBound()
    {
        var allowance = AccuracyAllowance.Of(Sample.AccuracyGate(maxDrop: 0.01), Sample.Accuracy(4200, 60, 0, 740));
        Assert.Matches("^1.20 points of drop \\(up to 1.4\\d* points of drop\\)$", allowance.Text);
        var would = double.Parse(allowance.WouldPass["maxDrop: ".Length..^1], System.Globalization.CultureInfo.InvariantCulture) / 100;
        Assert.Equal(VerdictOutcome.Pass, Assert.Single(AccuracyJudge.Decide(Sample.AccuracyGate(maxDrop: would), Sample.Accuracy(4200, 60, 0, 740))).Outcome);
    }

    [Fact]
    public void TooFewSamplesForBounds_LetNothingPass()
    {
        var allowance = AccuracyAllowance.Of(
            Sample.AccuracyGate(AccuracyMetric.Psnr, maxDrop: 5), Sample.Error(30, 30, 10, AccuracyMetric.Psnr) with { Resamples = null });
        Assert.Equal((double.PositiveInfinity, false, "test: point"), (allowance.Used, allowance.Passes, allowance.WouldPass));
    }
}
