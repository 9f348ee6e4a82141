using PruneOnBuild.Gates.Latency;
using PruneOnBuild.Gates.Verdicts;

namespace PruneOnBuild.Gates.Tests.Verdicts;

public class LatencyJudgeTests
{
    private static readonly JudgingConditions s_lab = new(IsCi: false, "lab-1");

    // Measured 1.5 with bounds near 1.49 and 1.51.
    [Theory]
    [InlineData(1.40, VerdictOutcome.Pass)]
    [InlineData(1.45, VerdictOutcome.Pass)]
    [InlineData(1.50, VerdictOutcome.Inconclusive)]
    [InlineData(1.505, VerdictOutcome.Inconclusive)]
    [InlineData(1.55, VerdictOutcome.Fail)]
    [InlineData(3.00, VerdictOutcome.Fail)]
    public void Speedup_IsJudgedByItsInterval(double required, VerdictOutcome outcome)
    {
        var verdict = Assert.Single(LatencyJudge.Decide(Sample.LatencyGate(speedup: required), Sample.Latency(1.5), s_lab));

        Assert.Equal((outcome, "POB4001", "latency.speedup", Sample.Line), (verdict.Outcome, verdict.Code, verdict.Gate, verdict.Location));
        Assert.Equal(1.5, verdict.Actual!.Value, precision: 2);
        Assert.Equal(required, verdict.Required);
    }

    [Fact]
    public void AMissedSpeedup_SaysAllThatOneNeeds()
    {
        var verdict = Assert.Single(LatencyJudge.Decide(Sample.LatencyGate(speedup: 2), Sample.Latency(1.5), s_lab));

        foreach (var words in new[]
        {
            "latency.speedup missed: 1.50x, at least 2.00x wanted", "each bound at 95 %", "dense 1.500 ms, pruned 1.000 ms",
            "150 runs of each in 30 blocks after 12 and 11 warm-up runs", "cpu, 2 threads", "Some CPU, 2 cores", "float32[1,3,32,32]", "ask for 1.4",
        })
            Assert.Contains(words, verdict.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AnUndecidedSpeedup_SaysThatTheEstimatePasses_AndWhatWouldDecide()
    {
        var verdict = Assert.Single(LatencyJudge.Decide(Sample.LatencyGate(speedup: 1.495), Sample.Latency(1.5), s_lab));

        Assert.Equal(VerdictOutcome.Inconclusive, verdict.Outcome);
        Assert.Contains("The estimate passes, but the 30 blocks leave both answers open: about", verdict.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TooFewBlocks_AreNeverAPass()
    {
        var three = Sample.Latency([.. Enumerable.Repeat(9.0, 15)], [.. Enumerable.Repeat(1.0, 15)]);
        var verdict = Assert.Single(LatencyJudge.Decide(Sample.LatencyGate(speedup: 1.1), three, s_lab));
        Assert.Equal(VerdictOutcome.Inconclusive, verdict.Outcome);
        Assert.Contains("too few blocks for an interval", verdict.Message, StringComparison.Ordinal);
    }

    // MLPerf's binomial table at 95 %: 93 runs allow one over p95, 59 allow none, 473 allow one over p99.
    [Theory]
    [InlineData(0.95, 58, 0, VerdictOutcome.Inconclusive)]
    [InlineData(0.95, 59, 0, VerdictOutcome.Pass)]
    [InlineData(0.95, 92, 1, VerdictOutcome.Inconclusive)]
    [InlineData(0.95, 93, 1, VerdictOutcome.Pass)]
    [InlineData(0.95, 93, 12, VerdictOutcome.Fail)]
    [InlineData(0.99, 473, 1, VerdictOutcome.Pass)]
    [InlineData(0.99, 100, 0, VerdictOutcome.Inconclusive)]
    [InlineData(0.50, 100, 40, VerdictOutcome.Pass)]
    [InlineData(0.50, 100, 50, VerdictOutcome.Inconclusive)]
    [InlineData(0.50, 100, 60, VerdictOutcome.Fail)]
    public void Percentiles_AreJudgedByTheirBinomialBound(double share, int runs, int over, VerdictOutcome outcome)
    {
        var latency = Sample.Latency(
            [.. Enumerable.Repeat(2.0, runs)], [.. Enumerable.Range(0, runs).Select(run => run < over ? 1.2 : 0.9)], samplesPerBlock: 1);
        var gate = Sample.LatencyGate(
            p50: share == 0.50 ? 1 : null, p95: share == 0.95 ? 1 : null, p99: share == 0.99 ? 1 : null, runner: "LAB-1");

        var verdict = Assert.Single(LatencyJudge.Decide(gate, latency, s_lab));

        Assert.Equal(outcome, verdict.Outcome);
        Assert.Equal(share switch { 0.50 => "POB4002", 0.95 => "POB4003", _ => "POB4004" }, verdict.Code);
        Assert.Contains($"{over} of {runs} runs over it", verdict.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("another")]
    [InlineData(null)]
    public void Percentiles_BindOnNoOtherMachine(string? runner)
    {
        var verdict = Assert.Single(LatencyJudge.Decide(Sample.LatencyGate(p95: 0.001, runner: runner), Sample.Latency(1.5), s_lab));

        Assert.Equal(VerdictOutcome.NotJudged, verdict.Outcome);
        Assert.Contains(runner is null ? "no runner is named" : "binds on runner 'another', this is 'lab-1'", verdict.Message, StringComparison.Ordinal);
    }

    public static TheoryData<string> Unusable => ["none", "empty", "zero", "nan", "infinite", "odd"];

    [Theory]
    [MemberData(nameof(Unusable))]
    public void NothingMeasured_NeverPasses(string what)
    {
        LatencyMeasurement? latency = what switch
        {
            "none" => null,
            "empty" => Sample.Latency([], []),
            "zero" => Sample.Latency([.. Enumerable.Repeat(1.0, 150)], [.. Enumerable.Repeat(0.0, 150)]),
            "nan" => Sample.Latency([.. Enumerable.Repeat(1.0, 150)], [.. Enumerable.Repeat(double.NaN, 150)]),
            "infinite" => Sample.Latency([.. Enumerable.Repeat(double.PositiveInfinity, 150)], [.. Enumerable.Repeat(1.0, 150)]),
            _ => Sample.Latency([.. Enumerable.Repeat(9.0, 150)], [.. Enumerable.Repeat(1.0, 145)]),
        };
        var gate = Sample.LatencyGate(speedup: 0.1, p50: 1e6, p95: 1e6, p99: 1e6, runner: "lab-1");

        var verdicts = LatencyJudge.Decide(gate, latency, s_lab).ToArray();

        Assert.Equal(4, verdicts.Length);
        Assert.All(verdicts, verdict => Assert.Equal((VerdictOutcome.Fail, (double?)null), (verdict.Outcome, verdict.Actual)));
    }
}
