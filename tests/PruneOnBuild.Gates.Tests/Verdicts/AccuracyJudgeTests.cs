using PruneOnBuild.Gates.Accuracy;
using PruneOnBuild.Gates.Verdicts;
using PruneOnBuild.Policy;

namespace PruneOnBuild.Gates.Tests.Verdicts;

public class AccuracyJudgeTests
{
    // 5000 samples; 40 that only dense gets right know the drop to about 0.2 points.
    [Theory]
    [InlineData(29, 0, 0.010, VerdictOutcome.Pass)]
    [InlineData(40, 0, 0.010, VerdictOutcome.Inconclusive)]
    [InlineData(60, 0, 0.010, VerdictOutcome.Inconclusive)]
    [InlineData(75, 0, 0.010, VerdictOutcome.Fail)]
    [InlineData(280, 275, 0.010, VerdictOutcome.Pass)]
    [InlineData(280, 250, 0.010, VerdictOutcome.Inconclusive)]
    [InlineData(0, 70, 0.010, VerdictOutcome.Pass)]
    [InlineData(0, 0, 0.0, VerdictOutcome.Pass)]
    [InlineData(1, 0, 0.0, VerdictOutcome.Fail)]
    public void TheDrop_IsJudgedByItsBounds(int onlyDense, int onlyPruned, double maxDrop, VerdictOutcome outcome)
    {
        var accuracy = Sample.Accuracy(4200, onlyDense, onlyPruned, 800 - onlyDense - onlyPruned);

        var verdict = Assert.Single(AccuracyJudge.Decide(Sample.AccuracyGate(maxDrop: maxDrop), accuracy));

        Assert.Equal((outcome, "POB4005", "accuracy.maxDrop"), (verdict.Outcome, verdict.Code, verdict.Gate));
        Assert.Equal((onlyDense - onlyPruned) / 5000.0, verdict.Actual!.Value, 12);
    }

    [Theory]
    [InlineData(50, 0, 0.010, VerdictOutcome.Pass)]
    [InlineData(51, 0, 0.010, VerdictOutcome.Fail)]
    [InlineData(80, 40, 0.010, VerdictOutcome.Pass)]
    [InlineData(0, 0, 0.0, VerdictOutcome.Pass)]
    [InlineData(1, 0, 0.0, VerdictOutcome.Fail)]
    public void TheDropByItsPoint_IsJudgedByItsValue(int onlyDense, int onlyPruned, double maxDrop, VerdictOutcome outcome) =>
        Assert.Equal(outcome, Assert.Single(AccuracyJudge.Decide(
            Sample.AccuracyGate(maxDrop: maxDrop, test: AccuracyTest.Point),
            Sample.Accuracy(4200, onlyDense, onlyPruned, 800 - onlyDense - onlyPruned))).Outcome);

    // 299 samples are the fewest on which a flawless result shows a drop below one point at 95 %.
    [Theory]
    [InlineData(298, 0, VerdictOutcome.Inconclusive)]
    [InlineData(299, 0, VerdictOutcome.Pass)]
    [InlineData(100, 2, VerdictOutcome.Inconclusive)]
    [InlineData(100, 20, VerdictOutcome.Fail)]
    public void ByThePoint_TooFewSamplesAreUndecided_UnlessTheDropIsSure(int samples, int dropped, VerdictOutcome outcome)
    {
        var verdict = Assert.Single(AccuracyJudge.Decide(
            Sample.AccuracyGate(maxDrop: 0.01, test: AccuracyTest.Point), Sample.Accuracy(samples - dropped, dropped, 0, 0)));

        Assert.Equal(outcome, verdict.Outcome);
        Assert.Equal(outcome == VerdictOutcome.Inconclusive, verdict.Message.Contains("use 299 or more", StringComparison.Ordinal));
    }

    // Half an answer is taken off, so that a flawless result needs a few samples more than the rule of three.
    [Theory]
    [InlineData(299, VerdictOutcome.Inconclusive)]
    [InlineData(370, VerdictOutcome.Pass)]
    public void AFlawlessResult_PassesOnEnoughSamples(int samples, VerdictOutcome outcome) =>
        Assert.Equal(outcome, Assert.Single(AccuracyJudge.Decide(
            Sample.AccuracyGate(maxDrop: 0.01), Sample.Accuracy(samples, 0, 0, 0))).Outcome);

    [Fact]
    public void AnUndecidedDrop_SaysWhatTheSamplesResolve_AndHowManyWouldDecide()
    {
        var verdict = Assert.Single(AccuracyJudge.Decide(Sample.AccuracyGate(maxDrop: 0.01), Sample.Accuracy(4200, 40, 0, 760)));

        Assert.Matches(@"5000 samples resolve 0\.2\d+ points, 40 right only before and 0 only after", verdict.Message);
        Assert.Matches(@"About [5-9]\d00 samples would decide if this estimate holds; .* allow 1\.0\d+ points of drop", verdict.Message);
    }

    // What one sample in a hundred has, none of 100 has in 37 % of cases; only of what three have that is below 5 %.
    [Fact]
    public void AMean_SaysWhatItsSamplesMayNotHold()
    {
        var random = new Random(3);
        double[] errors = [.. Enumerable.Range(0, 100).Select(_ => random.NextDouble())];
        var accuracy = Sample.Accuracy(100, 0, 0, 0, AccuracyMetric.Mse) with
        {
            Outcomes = null,
            Values = new(0.5, 0.5),
            Means = PairedMeans.Of(errors, errors),
        };
        var verdict = Assert.Single(AccuracyJudge.Decide(Sample.AccuracyGate(AccuracyMetric.Mse, max: 2), accuracy));

        Assert.Matches(@"100 samples resolve 0\.0\d+ and may hold nothing of what is rarer than 2\.951 %", verdict.Message);
    }

    [Fact]
    public void ADropAtTheThreshold_NoNumberOfSamplesDecides() => Assert.Contains(
        "More than 1000 times as many samples would decide",
        Assert.Single(AccuracyJudge.Decide(Sample.AccuracyGate(maxDrop: 0.01), Sample.Accuracy(4200, 50, 0, 750))).Message,
        StringComparison.Ordinal);

    [Theory]
    [InlineData(4300, 0.85, VerdictOutcome.Pass)]
    [InlineData(4260, 0.85, VerdictOutcome.Inconclusive)]
    [InlineData(4200, 0.85, VerdictOutcome.Fail)]
    [InlineData(5000, 1.0, VerdictOutcome.Pass)]
    [InlineData(4999, 1.0, VerdictOutcome.Fail)]
    [InlineData(19, 0.85, VerdictOutcome.Pass, 19)]
    [InlineData(18, 0.85, VerdictOutcome.Inconclusive, 18)]
    [InlineData(0, 0.85, VerdictOutcome.Fail, 10)]
    public void TheFloor_IsJudgedByItsBounds(int right, double min, VerdictOutcome outcome, int samples = 5000)
    {
        var verdict = Assert.Single(AccuracyJudge.Decide(Sample.AccuracyGate(min: min), Sample.Accuracy(right, 0, 0, samples - right)));
        Assert.Equal((outcome, "POB4006"), (verdict.Outcome, verdict.Code));
    }

    [Theory]
    [InlineData(4250, VerdictOutcome.Pass)]
    [InlineData(4249, VerdictOutcome.Fail)]
    public void TheFloorByItsPoint_IsJudgedByItsValue(int right, VerdictOutcome outcome) =>
        Assert.Equal(outcome, Assert.Single(AccuracyJudge.Decide(
            Sample.AccuracyGate(min: 0.85, test: AccuracyTest.Point), Sample.Accuracy(right, 0, 0, 5000 - right))).Outcome);

    // Draws spread evenly over 0.002 around 0.01: the bounds at 95 % lie a little less than 0.0009 from it.
    [Theory]
    [InlineData(0.011, VerdictOutcome.Pass)]
    [InlineData(0.0105, VerdictOutcome.Inconclusive)]
    [InlineData(0.0095, VerdictOutcome.Inconclusive)]
    [InlineData(0.009, VerdictOutcome.Fail)]
    public void TheError_IsJudgedByItsBounds(double max, VerdictOutcome outcome)
    {
        var verdict = Assert.Single(AccuracyJudge.Decide(
            Sample.AccuracyGate(AccuracyMetric.Mse, max: max), Sample.Error(0, 0.01, spread: 0.002)));
        Assert.Equal((outcome, "POB4007"), (verdict.Outcome, verdict.Code));
    }

    [Theory]
    [InlineData(0.006, VerdictOutcome.Pass)]
    [InlineData(0.0055, VerdictOutcome.Inconclusive)]
    [InlineData(0.004, VerdictOutcome.Fail)]
    public void TheRise_IsPrunedMinusDense(double maxRise, VerdictOutcome outcome)
    {
        var verdict = Assert.Single(AccuracyJudge.Decide(
            Sample.AccuracyGate(AccuracyMetric.Kl, maxRise: maxRise), Sample.Error(0.005, 0.01, metric: AccuracyMetric.Kl, spread: 0.002)));
        Assert.Equal((outcome, "POB4030", "accuracy.maxRise"), (verdict.Outcome, verdict.Code, verdict.Gate));
        Assert.Contains("0.005 of rise", verdict.ActualText, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(AccuracyTest.Interval, 19, VerdictOutcome.Inconclusive, "Evaluate on 20 samples or more")]
    [InlineData(AccuracyTest.Interval, 30, VerdictOutcome.Inconclusive, "one number for each sample")]
    [InlineData(AccuracyTest.Point, 1, VerdictOutcome.Pass, "no bounds from fewer than 20 samples")]
    [InlineData(AccuracyTest.Point, 30, VerdictOutcome.Pass, "one number for all samples has no bounds")]
    public void WithoutBounds_OnlyThePointCanDecide(AccuracyTest test, int samples, VerdictOutcome outcome, string words)
    {
        var verdict = Assert.Single(AccuracyJudge.Decide(
            Sample.AccuracyGate(AccuracyMetric.Mse, max: 0.02, test: test), Sample.Error(0, 0.01, samples) with { Resamples = null }));
        Assert.Equal(outcome, verdict.Outcome);
        Assert.Contains(words, verdict.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void LabelsOfOneClass_TellNothing_AndNeverPass()
    {
        var verdict = Assert.Single(AccuracyJudge.Decide(
            Sample.AccuracyGate(maxDrop: 0.5), Sample.Accuracy(5000, 0, 0, 0) with { OnlyLabel = 3 }));
        Assert.Equal(VerdictOutcome.Fail, verdict.Outcome);
        Assert.Contains("all 5000 samples have the label 3", verdict.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AMissedDrop_SaysAllThatOneNeeds()
    {
        var verdict = Assert.Single(AccuracyJudge.Decide(Sample.AccuracyGate(maxDrop: 0.01), Sample.Accuracy(4100, 173, 53, 674)));

        foreach (var words in new[]
        {
            "accuracy.maxDrop missed: 2.40 points of drop, at most 1.00 points of drop wanted", "top1 dense 85.46 %, pruned 83.06 %",
            "each bound at 95 %", "173 right only before and 53 only after", "or allow 2.9",
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
