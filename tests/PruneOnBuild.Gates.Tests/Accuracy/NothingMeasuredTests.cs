using PruneOnBuild.Gates.Accuracy;
using PruneOnBuild.Gates.Verdicts;
using PruneOnBuild.Policy;
using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Runtime;
using PruneOnBuild.Testing;

namespace PruneOnBuild.Gates.Tests.Accuracy;

/// <summary>Whatever the metric: a model that says nothing does not pass, however low the threshold.</summary>
public class NothingMeasuredTests
{
    private const int Count = 40;
    private const int Columns = 6;

    public static TheoryData<AccuracyMetric, bool> Metrics
    {
        get
        {
            var all = new TheoryData<AccuracyMetric, bool>();
            foreach (var metric in Enum.GetValues<AccuracyMetric>())
            {
                all.Add(metric, true);
                all.Add(metric, false);
            }

            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Metrics))]
    public void OutputsOfNaNAlone_NeverPass(AccuracyMetric metric, bool isDense)
    {
        using var fine = Scores.Dense(Columns);
        using var broken = Scores.Model(Columns, (_, _) => float.NaN);
        var gate = Lenient(metric);

        var measured = AccuracyMeter.Measure(isDense ? broken : fine, isDense ? fine : broken, Samples(metric), gate);

        var verdicts = AccuracyJudge.Decide(gate, measured).ToArray();
        Assert.Equal(2, verdicts.Length);
        Assert.All(verdicts, verdict =>
        {
            Assert.Equal((VerdictOutcome.Fail, (double?)null), (verdict.Outcome, verdict.Actual));
            Assert.Contains($"{Count} ({(isDense ? "dense" : "pruned")})", verdict.Message, StringComparison.Ordinal);
        });
        Assert.False(AccuracyAllowance.Of(gate, measured).Passes);
    }

    // The law that the one above does not pass for want of anything else: with a model that works, all of them pass.
    [Theory]
    [MemberData(nameof(Metrics))]
    public void TheSameModelTwice_Passes(AccuracyMetric metric, bool isPoint)
    {
        if (metric == AccuracyMetric.Custom)
            return;
        using var model = Scores.Dense(Columns);
        var gate = Lenient(metric) with { Test = isPoint ? AccuracyTest.Point : AccuracyTest.Interval };
        var verdicts = AccuracyJudge.Decide(gate, AccuracyMeter.Measure(model, model, Samples(metric), gate)).ToArray();
        Assert.All(verdicts, verdict => Assert.True(verdict.Outcome == VerdictOutcome.Pass, verdict.Message));
    }

    [Fact]
    public void LabelsOfOneClass_AreFoundAndFail()
    {
        using var model = Scores.Dense(Columns);
        var gate = Lenient(AccuracyMetric.Top1);
        var samples = SampleSet.Of(Samples(AccuracyMetric.Agreement).Batch(0, Count).Feeds, [.. Enumerable.Repeat(4L, Count)]);

        var measured = AccuracyMeter.Measure(model, model, samples, gate);

        Assert.Equal(4, measured.OnlyLabel);
        Assert.All(AccuracyJudge.Decide(gate, measured), verdict => Assert.Equal(VerdictOutcome.Fail, verdict.Outcome));
    }

    [Theory]
    [InlineData(AccuracyMetric.R2, "POB4038")]
    [InlineData(AccuracyMetric.Map, "POB4038")]
    public void AMetricThatIsUndefined_IsAnError(AccuracyMetric metric, string code)
    {
        using var model = Scores.Open(TinyModel.Input("x", -1, 1, Columns).Activation("Identity").Output("y"));
        var inputs = new Dictionary<string, Tensor> { ["x"] = Tensor.Of(new float[Count * Columns], Count, 1, Columns) };
        var labels = metric == AccuracyMetric.R2
            ? Tensor.Of(new float[Count * Columns], Count, Columns)
            : Tensor.Of([.. Enumerable.Repeat(-1f, Count * 5)], Count, 1, 5);
        var samples = SampleSet.Of(inputs).With(SampleLabels.OfArray(labels));
        var fault = Assert.Single(Assert.Throws<PruneOnBuildException>(() => AccuracyMeter.Measure(model, model, samples, Lenient(metric))).Diagnostics);
        Assert.Equal(code, fault.Code);
    }

    [Theory]
    [InlineData(AccuracyMetric.R2)]
    [InlineData(AccuracyMetric.MacroF1)]
    [InlineData(AccuracyMetric.Map50)]
    [InlineData(AccuracyMetric.Miou)]
    public void MissingLabels_AreAnError(AccuracyMetric metric)
    {
        using var model = Scores.Dense(Columns);
        var samples = SampleSet.Of(Samples(AccuracyMetric.Agreement).Batch(0, Count).Feeds);
        var fault = Assert.Single(Assert.Throws<PruneOnBuildException>(() => AccuracyMeter.Measure(model, model, samples, Lenient(metric))).Diagnostics);
        Assert.Equal("POB5106", fault.Code);
    }

    // Two thresholds that any number keeps.
    private static AccuracyGate Lenient(AccuracyMetric metric)
    {
        var gate = Scores.Gate(metric, k: 2) with { MaxDrop = null, Command = At("none") };
        return metric.IsError()
            ? gate with { Max = At(1e9), MaxRise = At(1e9) }
            : gate with { MaxDrop = At(metric.IsShare() ? 0.999 : 1e9), Min = At(metric.IsShare() ? 0.0 : -1e9) };
    }

    private static Located<T> At<T>(T value) => new(value, Scores.Line);

    // Boxes with a score and a class, which the other metrics take as any numbers.
    private static SampleSet Samples(AccuracyMetric metric)
    {
        var random = new Random(2);
        float[] Row(int sample) => [sample, 0, sample + 10, 10, (float)(0.1 + random.NextDouble() / 2), sample % 2];
        var inputs = SampleSet.Of(new Dictionary<string, Tensor>
        {
            ["x"] = Tensor.Of([.. Enumerable.Range(0, Count).SelectMany(Row)], Count, Columns),
        });
        return metric switch
        {
            AccuracyMetric.Top1 or AccuracyMetric.TopK or AccuracyMetric.MacroF1 or AccuracyMetric.WorstClass =>
                inputs.With(SampleLabels.OfArray(Tensor.Of([.. Enumerable.Range(0, Count).Select(sample => sample < 10 ? 3L : 2L)], Count))),
            AccuracyMetric.R2 => inputs.With(SampleLabels.OfArray(Feed(inputs))),
            AccuracyMetric.Map or AccuracyMetric.Map50 => inputs.With(SampleLabels.OfArray(Tensor.Of(
                [.. Enumerable.Range(0, Count).SelectMany(sample => new float[] { sample % 2, sample, 0, sample + 10, 10 })], Count, 1, 5))),
            AccuracyMetric.Miou => inputs.With(SampleLabels.OfArray(
                Tensor.Of([.. Enumerable.Range(0, Count).Select(pixel => (long)(pixel % 3))], Count, 1, 1))),
            _ => inputs,
        };
    }

    private static Tensor Feed(SampleSet samples) => samples.Batch(0, Count).Feeds["x"];
}
