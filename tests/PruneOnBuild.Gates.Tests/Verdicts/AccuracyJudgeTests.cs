using PruneOnBuild.Gates.Accuracy;
using PruneOnBuild.Gates.Verdicts;
using PruneOnBuild.Policy;

namespace PruneOnBuild.Gates.Tests.Verdicts;

public class AccuracyJudgeTests
{
    [Theory]
    [InlineData(50, 0, 0.010, VerdictOutcome.Pass)]
    [InlineData(51, 0, 0.010, VerdictOutcome.Fail)]
    [InlineData(80, 40, 0.010, VerdictOutcome.Pass)]
    [InlineData(0, 70, 0.010, VerdictOutcome.Pass)]
    [InlineData(0, 0, 0.0, VerdictOutcome.Pass)]
    [InlineData(1, 0, 0.0, VerdictOutcome.Fail)]
    public void TheDrop_IsJudgedByItsValue(int onlyDense, int onlyPruned, double maxDrop, VerdictOutcome outcome)
    {
        var accuracy = Sample.Accuracy(4200, onlyDense, onlyPruned, 800 - onlyDense - onlyPruned);

        var verdict = Assert.Single(AccuracyJudge.Decide(Sample.AccuracyGate(maxDrop: maxDrop), accuracy));

        Assert.Equal((outcome, "POB4005", "accuracy.maxDrop"), (verdict.Outcome, verdict.Code, verdict.Gate));
        Assert.Equal((onlyDense - onlyPruned) / 5000.0, verdict.Actual);
    }

    // 299 samples are the fewest on which a flawless result shows a drop below one point at 95 %.
    [Theory]
    [InlineData(298, 0, VerdictOutcome.Inconclusive)]
    [InlineData(299, 0, VerdictOutcome.Pass)]
    [InlineData(100, 2, VerdictOutcome.Inconclusive)]
    [InlineData(100, 20, VerdictOutcome.Fail)]
    public void TooFewSamples_AreUndecided_UnlessTheDropIsSure(int samples, int dropped, VerdictOutcome outcome)
    {
        var verdict = Assert.Single(AccuracyJudge.Decide(
            Sample.AccuracyGate(maxDrop: 0.01), Sample.Accuracy(samples - dropped, dropped, 0, 0)));

        Assert.Equal(outcome, verdict.Outcome);
        Assert.Equal(outcome == VerdictOutcome.Inconclusive, verdict.Message.Contains("use 299 or more", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(4250, 0.85, VerdictOutcome.Pass)]
    [InlineData(4249, 0.85, VerdictOutcome.Fail)]
    [InlineData(5000, 1.0, VerdictOutcome.Pass)]
    [InlineData(4999, 1.0, VerdictOutcome.Fail)]
    public void TheFloor_IsJudgedByItsValue(int right, double min, VerdictOutcome outcome)
    {
        var verdict = Assert.Single(AccuracyJudge.Decide(Sample.AccuracyGate(min: min), Sample.Accuracy(right, 0, 0, 5000 - right)));
        Assert.Equal((outcome, "POB4006"), (verdict.Outcome, verdict.Code));
    }

    [Theory]
    [InlineData(18, 18, VerdictOutcome.Inconclusive)]
    [InlineData(19, 19, VerdictOutcome.Pass)]
    [InlineData(0, 10, VerdictOutcome.Fail)]
    public void AFloorOnTooFewSamples_IsUndecided_UnlessItIsSurelyMissed(int right, int samples, VerdictOutcome outcome) =>
        Assert.Equal(outcome, Assert.Single(AccuracyJudge.Decide(
            Sample.AccuracyGate(min: 0.85), Sample.Accuracy(right, 0, 0, samples - right))).Outcome);

    [Theory]
    [InlineData(0.01, VerdictOutcome.Pass)]
    [InlineData(0.0100001, VerdictOutcome.Fail)]
    public void TheError_IsJudgedByItsValue(double error, VerdictOutcome outcome)
    {
        var verdict = Assert.Single(AccuracyJudge.Decide(Sample.AccuracyGate(AccuracyMetric.Mse, max: 0.01), Sample.Error(0, error)));
        Assert.Equal((outcome, "POB4007"), (verdict.Outcome, verdict.Code));
    }

    [Fact]
    public void AMissedDrop_SaysAllThatOneNeeds()
    {
        var verdict = Assert.Single(AccuracyJudge.Decide(Sample.AccuracyGate(maxDrop: 0.01), Sample.Accuracy(4100, 173, 53, 674)));

        foreach (var words in new[]
        {
            "accuracy.maxDrop missed: 2.40 points of drop, at most 1.00 points of drop wanted", "top1 dense 85.46 %, pruned 83.06 %",
            "95 % interval", "5000 samples, 173 right only before and 53 only after", "allow a drop of 2.40 points",
        })
            Assert.Contains(words, verdict.Message, StringComparison.Ordinal);
    }

    public static TheoryData<string> Unusable => ["none", "no samples", "no outcomes", "nan", "dense nan", "other metric", "other k", "missing samples"];

    [Theory]
    [MemberData(nameof(Unusable))]
    public void NothingMeasured_NeverPasses(string what)
    {
        var fine = Sample.Accuracy(5000, 0, 0, 0);
        var gate = Sample.AccuracyGate(maxDrop: 1, min: 0);
        AccuracyMeasurement? accuracy = what switch
        {
            "none" => null,
            "no samples" => Sample.Accuracy(0, 0, 0, 0),
            "no outcomes" => fine with { Outcomes = null },
            "nan" => fine with { PrunedNotFinite = 1 },
            "dense nan" => fine with { DenseNotFinite = 5000 },
            "other metric" => fine with { Metric = AccuracyMetric.Agreement },
            "other k" => fine with { Metric = AccuracyMetric.TopK, K = 3 },
            _ => fine with { Samples = 6000 },
        };
        if (what == "other k")
            gate = gate with { Metric = Sample.At(AccuracyMetric.TopK) };

        var verdicts = AccuracyJudge.Decide(gate, accuracy).ToArray();

        Assert.Equal(2, verdicts.Length);
        Assert.All(verdicts, verdict => Assert.Equal((VerdictOutcome.Fail, (double?)null), (verdict.Outcome, verdict.Actual)));
    }

    [Fact]
    public void ErrorsThatAreNaN_NeverPass()
    {
        var verdict = Assert.Single(AccuracyJudge.Decide(
            Sample.AccuracyGate(AccuracyMetric.Mse, max: 1e9), Sample.Error(0, double.NaN) with { PrunedNotFinite = 400 }));
        Assert.Equal(VerdictOutcome.Fail, verdict.Outcome);
    }
}
