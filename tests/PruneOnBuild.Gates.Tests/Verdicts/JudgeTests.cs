using System.Collections.Immutable;
using System.Text.Json;
using PruneOnBuild.Gates.Verdicts;
using PruneOnBuild.Gates.Size;
using PruneOnBuild.Policy;
using PruneOnBuild.Policy.Diagnostics;

namespace PruneOnBuild.Gates.Tests.Verdicts;

public class JudgeTests
{
    private static readonly JudgingConditions s_local = new(IsCi: false, "lab-1");
    private static readonly JudgingConditions s_ci = new(IsCi: true, "lab-1");

    private static readonly GateSettings s_all = new()
    {
        Latency = Sample.LatencyGate(speedup: 1.2, p50: 9, p95: 9, p99: 9, runner: "lab-1"),
        Accuracy = Sample.AccuracyGate(maxDrop: 0.01, min: 0.8),
        Size = new SizeGate { Location = Sample.Line, Max = Sample.At(700_000L), MaxShare = Sample.At(0.6), Zipped = Sample.At(600_000L), ZippedShare = Sample.At(0.6) },
        Structure = new StructureGate
        {
            Location = Sample.Line,
            Parameters = Sample.At(50.0),
            MultiplyAdds = Sample.At(100.0),
            Sparsity = Sample.At(0.001),
            AllNodesOnProvider = Sample.At(true),
        },
        Memory = new MemoryGate { Location = Sample.Line, Max = Sample.At(40_000_000L), MaxShare = Sample.At(0.7) },
    };

    [Fact]
    public void EveryDeclaredThreshold_GetsAVerdict()
    {
        var verdicts = Judge.Decide(Sample.Measurements, s_all, s_local);

        Assert.Equal(
            [
                ("latency.speedup", VerdictOutcome.Pass), ("latency.p50", VerdictOutcome.Pass), ("latency.p95", VerdictOutcome.Pass),
                ("latency.p99", VerdictOutcome.Inconclusive), ("accuracy.maxDrop", VerdictOutcome.Pass), ("accuracy.min", VerdictOutcome.Pass),
                ("size.max", VerdictOutcome.Pass), ("size.maxShare", VerdictOutcome.Pass), ("size.zipped", VerdictOutcome.Pass),
                ("size.zippedShare", VerdictOutcome.Pass), ("structure.parameters", VerdictOutcome.Pass), ("structure.multiplyAdds", VerdictOutcome.Pass),
                ("structure.sparsity", VerdictOutcome.Fail), ("structure.allNodesOnProvider", VerdictOutcome.Pass),
                ("memory.max", VerdictOutcome.Pass), ("memory.maxShare", VerdictOutcome.Pass),
            ],
            verdicts.Select(verdict => (verdict.Gate, verdict.Outcome)));
        Assert.Equal(16, verdicts.Select(verdict => verdict.Code).Distinct().Count());
    }

    [Fact]
    public void WithoutGates_NothingIsJudged() =>
        Assert.Empty(Judge.Decide(new Measurements(null, null, Sample.Size(1, 1)), new GateSettings(), s_local));

    [Fact]
    public void WithoutMeasurements_EveryGateFails()
    {
        var verdicts = Judge.Decide(new Measurements(null, null, new SizeMeasurement(0, 0, 0, 0, 0, 0, null, null, 0, 0)), s_all, s_local);
        Assert.Equal(16, verdicts.Length);
        Assert.All(verdicts, verdict => Assert.Equal(VerdictOutcome.Fail, verdict.Outcome));
    }

    [Theory]
    [InlineData(700_000, VerdictOutcome.Pass)]
    [InlineData(700_001, VerdictOutcome.Fail)]
    public void Size_IsExact(long bytes, VerdictOutcome outcome)
    {
        var verdicts = SizeJudge.Decide(s_all.Size!, Sample.Size(2_000_000, bytes)).ToArray();
        Assert.Equal((outcome, "POB4008"), (verdicts[0].Outcome, verdicts[0].Code));
        Assert.Equal((VerdictOutcome.Pass, "POB4009", bytes / 2e6), (verdicts[1].Outcome, verdicts[1].Code, verdicts[1].Actual));
    }

    [Fact]
    public void AMissedSize_NamesZerosThatTakeRoom()
    {
        var sparse = Sample.Size(1_000_000, 1_000_000) with { ZeroShare = 0.9, PackedBytes = 130_000, PrunedZippedBytes = 200_000 };
        var verdict = SizeJudge.Decide(s_all.Size!, sparse).First();
        Assert.Contains("size.max missed: 1.000 MB, at most 700.0 KB wanted", verdict.Message, StringComparison.Ordinal);
        Assert.Contains("packed the weights would take 130.0 KB", verdict.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Verdicts_BecomeDiagnosticsAtTheirLine_AsThePolicySays()
    {
        var fail = new GateSettings { OnInconclusiveLocal = InconclusiveAction.Fail, OnInconclusiveCi = InconclusiveAction.Warn };
        Diagnostic? Of(VerdictOutcome outcome, GateSettings gates, JudgingConditions conditions) =>
            new Verdict("latency.speedup", outcome, 1, 2, "1", "2", "text", Sample.Line, "POB4001").ToDiagnostic(gates, conditions);

        Assert.Equal(Diagnostic.Error("POB4001", Sample.Line, "text"), Of(VerdictOutcome.Fail, new GateSettings(), s_local));
        Assert.Equal(Diagnostic.Warning("POB4001", Sample.Line, "text"), Of(VerdictOutcome.Inconclusive, new GateSettings(), s_local));
        Assert.Equal(Diagnostic.Error("POB4001", Sample.Line, "text"), Of(VerdictOutcome.Inconclusive, new GateSettings(), s_ci));
        Assert.Equal(Severity.Error, Of(VerdictOutcome.Inconclusive, fail, s_local)!.Severity);
        Assert.Equal(Severity.Warning, Of(VerdictOutcome.Inconclusive, fail, s_ci)!.Severity);
        Assert.Null(Of(VerdictOutcome.Pass, fail, s_ci));
        Assert.Null(Of(VerdictOutcome.NotJudged, fail, s_ci));
    }

    [Fact]
    public void StoredMeasurements_AreJudgedAsFreshOnes()
    {
        var fresh = Sample.Measurements;
        var json = JsonSerializer.Serialize(fresh, GatesJson.Default.Measurements);
        var stored = JsonSerializer.Deserialize(json, GatesJson.Default.Measurements)!;

        Assert.Equal(json, JsonSerializer.Serialize(stored, GatesJson.Default.Measurements));
        Assert.True(Judge.Decide(fresh, s_all, s_local).SequenceEqual(Judge.Decide(stored, s_all, s_local)));
        Assert.Contains("\"prunedMedianMs\": 1", json, StringComparison.Ordinal);
        Assert.Contains("\"metric\": \"Top1\"", json, StringComparison.Ordinal);
    }

    [Fact]
    public void StoredMeasurements_MayHoldNaN()
    {
        var fresh = new Measurements(Sample.Error(0, double.NaN), null, Sample.Size(1, 1));
        var written = JsonSerializer.Serialize(fresh, GatesJson.Default.Measurements);
        var stored = JsonSerializer.Deserialize(written, GatesJson.Default.Measurements)!;
        Assert.Equal(written, JsonSerializer.Serialize(stored, GatesJson.Default.Measurements));
        Assert.Equal(double.NaN, stored.Accuracy!.Pruned);
        Assert.Equal(PruneOnBuild.Gates.Statistics.Resamples.Draws, stored.Accuracy.Resamples!.Changes.Length);
    }

    [Fact]
    public void Verdicts_AreStoredWhole()
    {
        var verdicts = Judge.Decide(new Measurements(null, Sample.Latency(1.5), Sample.Size(1, 1)), s_all, s_local);
        var json = JsonSerializer.Serialize(verdicts, GatesJson.Default.ImmutableArrayVerdict);
        Assert.Equal(verdicts.ToArray(), JsonSerializer.Deserialize(json, GatesJson.Default.ImmutableArrayVerdict).ToArray());
    }
}
