using System.Text.Json;
using PruneOnBuild.Cli.Baselines;
using PruneOnBuild.Cli.Committed;
using PruneOnBuild.Gates;
using PruneOnBuild.Gates.Accuracy;
using PruneOnBuild.Gates.Size;
using PruneOnBuild.Gates.Verdicts;
using PruneOnBuild.Policy;
using PruneOnBuild.Policy.Diagnostics;

namespace PruneOnBuild.Cli.Tests.Baselines;

/// <summary>What was not measured, or is no number, never keeps up with a baseline.</summary>
public sealed class BaselineJudgeTests
{
    private const string Text = """
        { "version": 1, "models": { "m.onnx": {
          "model": "", "policy": "", "bytes": 100, "multiplyAdds": 100,
          "accuracy": { "metric": "mse", "data": "d", "pruned": 2, "worse": 1 },
          "speedup": { "machine": "here", "low": 1.5, "estimate": 2, "high": 2.5 } } } }
        """;

    [Fact]
    public void NothingMeasured_FailsEveryGate() => Assert.Equal(
        [("baseline.bytes", VerdictOutcome.Fail), ("baseline.multiplyAdds", VerdictOutcome.Fail), ("baseline.accuracy", VerdictOutcome.Fail),
            ("baseline.speedup", VerdictOutcome.Fail)],
        Decide(null, 0, null).Select(verdict => (verdict.Gate, verdict.Outcome)));

    [Theory]
    [InlineData(2, 0, VerdictOutcome.Pass)]
    [InlineData(2.019, 0, VerdictOutcome.Pass)]
    [InlineData(2.021, 0, VerdictOutcome.Fail)]
    [InlineData(double.NaN, 0, VerdictOutcome.Fail)]
    [InlineData(double.PositiveInfinity, 0, VerdictOutcome.Fail)]
    [InlineData(1, 3, VerdictOutcome.Fail)]
    public void AnErrorWithoutBounds_MayRiseByOnePerCentOfItself(double pruned, int notFinite, VerdictOutcome outcome) =>
        Assert.Equal(outcome, Accuracy(Decide(Mse(pruned, notFinite), 100, 100)).Outcome);

    [Fact]
    public void NoSamples_AreNoMeasurement() =>
        Assert.Equal(VerdictOutcome.Fail, Accuracy(Decide(Mse(1, 0) with { Samples = 0 }, 100, 100)).Outcome);

    [Fact]
    public void Places_CountCharactersAndFallBackToWhatIsAbove()
    {
        var places = new JsonPlaces("{\n  \"a\": [ \"é\", { \"b\": 1 } ]\n}");
        Assert.Equal((2, 8), places.Find("a"));
        Assert.Equal((2, 22), places.Find("a", "1", "b"));
        Assert.Equal((2, 8), places.Find("a", "7"));
        Assert.Equal((1, 1), places.Find("c"));
    }

    private static Verdict Accuracy(IEnumerable<Verdict> verdicts) => verdicts.Single(verdict => verdict.Gate == "baseline.accuracy");

    private static List<Verdict> Decide(AccuracyMeasurement? accuracy, long bytes, long? multiplyAdds)
    {
        var baseline = new BaselineReading("b.json", JsonSerializer.Deserialize(Text, BaselineJson.Default.BaselineContent)!, new JsonPlaces(Text));
        var gate = new AccuracyGate { Location = default, Metric = new(AccuracyMetric.Mse, new SourceLocation("prune.yaml")) };
        var measured = new Measurements(accuracy, null, new SizeMeasurement(200, bytes, 0, 0, 0, 0, 200, multiplyAdds, 0, 0));
        return [.. BaselineJudge.Decide(baseline, "m.onnx", measured, new GateSettings { Accuracy = gate })];
    }

    private static AccuracyMeasurement Mse(double pruned, int notFinite) => new()
    {
        Metric = AccuracyMetric.Mse,
        K = 5,
        Output = "y",
        Samples = 10,
        Values = new PairedValues(1, pruned),
        DenseNotFinite = 0,
        PrunedNotFinite = notFinite,
        DataHash = "d",
    };
}
