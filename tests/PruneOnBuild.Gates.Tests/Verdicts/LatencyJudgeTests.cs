using PruneOnBuild.Gates.Latency;
using PruneOnBuild.Gates.Verdicts;
using PruneOnBuild.Policy;

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

    [Theory]
    [InlineData(0.99, 1.01)]
    [InlineData(1.02, 1.08)]
    [InlineData(0.90, 1.10)]
    public void WhatAMissedSpeedupSaysWouldPass_Passes(double low, double high)
    {
        var latency = Sample.Latency(1.5) with { MachineCheck = Sample.Check(low, high) };
        var missed = Assert.Single(LatencyJudge.Decide(Sample.LatencyGate(speedup: 2), latency, s_lab));

        var asked = double.Parse(missed.Message.Split("ask for ")[1].Split('x')[0], System.Globalization.CultureInfo.InvariantCulture);

        Assert.Equal(VerdictOutcome.Pass, Assert.Single(LatencyJudge.Decide(Sample.LatencyGate(speedup: asked), latency, s_lab)).Outcome);
    }

    [Fact]
    public void AnUndecidedSpeedup_SaysThatTheEstimatePasses_AndWhatWouldDecide()
    {
        var verdict = Assert.Single(LatencyJudge.Decide(Sample.LatencyGate(speedup: 1.495), Sample.Latency(1.5), s_lab));

        Assert.Equal(VerdictOutcome.Inconclusive, verdict.Outcome);
        Assert.Matches("% or more; about [0-9]+ more would decide", verdict.Message);
        Assert.Contains("The estimate passes, but the 30 blocks leave both answers open: they show differences of ", verdict.Message, StringComparison.Ordinal);
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
    [InlineData(0.90, 45, 1, VerdictOutcome.Inconclusive)]
    [InlineData(0.90, 46, 1, VerdictOutcome.Pass)]
    [InlineData(0.99, 473, 1, VerdictOutcome.Pass)]
    [InlineData(0.99, 100, 0, VerdictOutcome.Inconclusive)]
    [InlineData(0.50, 100, 40, VerdictOutcome.Pass)]
    [InlineData(0.50, 100, 50, VerdictOutcome.Inconclusive)]
    [InlineData(0.50, 100, 60, VerdictOutcome.Fail)]
    public void Percentiles_AreJudgedByTheirBinomialBound(double share, int runs, int over, VerdictOutcome outcome)
    {
        var latency = Sample.Latency(
            [.. Enumerable.Repeat(2.0, runs)], [.. Enumerable.Range(0, runs).Select(run => run * 61 % runs < over ? 1.2 : 0.9)], samplesPerBlock: 1);
        var gate = Sample.LatencyGate(
            p50: share == 0.50 ? 1 : null, p90: share == 0.90 ? 1 : null, p95: share == 0.95 ? 1 : null, p99: share == 0.99 ? 1 : null, runner: "LAB-1");

        var verdict = Assert.Single(LatencyJudge.Decide(gate, latency, s_lab));

        Assert.Equal(outcome, verdict.Outcome);
        Assert.Equal(share switch { 0.50 => "POB4002", 0.90 => "POB4010", 0.95 => "POB4003", _ => "POB4004" }, verdict.Code);
        Assert.Contains($"{over} of {runs} runs over it", verdict.Message, StringComparison.Ordinal);
    }

    // 93 runs of which one lies over p95 pass; where each resembles the one before, they are worth 46, of which none may.
    [Fact]
    public void Percentiles_OfRunsThatResembleTheOneBefore_NeedTwiceAsMany()
    {
        LatencyMeasurement Drifting(int runs) => Sample.Latency(
            [.. Enumerable.Repeat(2.0, runs)], [.. Enumerable.Range(0, runs).Select(run => 0.8 + 0.1 * run / runs)], samplesPerBlock: 1);
        var gate = Sample.LatencyGate(p95: 1, runner: "lab-1");

        var few = Assert.Single(LatencyJudge.Decide(gate, Drifting(93), s_lab));
        var twice = Assert.Single(LatencyJudge.Decide(gate, Drifting(2 * 93), s_lab));

        Assert.Equal((VerdictOutcome.Inconclusive, VerdictOutcome.Pass), (few.Outcome, twice.Outcome));
        Assert.Contains("At least 186 runs are needed to tell", few.Message, StringComparison.Ordinal);
        Assert.Contains("each counted half", few.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AMissedPercentile_SaysWhatWouldPass()
    {
        var latency = Sample.Latency(
            [.. Enumerable.Repeat(9.0, 200)], [.. Enumerable.Range(0, 200).Select(run => 1 + run * 37 % 200 / 100.0)], samplesPerBlock: 1);
        var missed = Assert.Single(LatencyJudge.Decide(Sample.LatencyGate(p90: 1.5, runner: "lab-1"), latency, s_lab));
        Assert.Equal(VerdictOutcome.Fail, missed.Outcome);

        var words = missed.Message.Split("ask for ")[1].Split(" ms")[0];
        var asked = double.Parse(words, System.Globalization.CultureInfo.InvariantCulture);

        Assert.Equal(VerdictOutcome.Pass, Assert.Single(LatencyJudge.Decide(Sample.LatencyGate(p90: asked, runner: "lab-1"), latency, s_lab)).Outcome);
        Assert.NotEqual(
            VerdictOutcome.Pass, Assert.Single(LatencyJudge.Decide(Sample.LatencyGate(p90: asked - 0.02, runner: "lab-1"), latency, s_lab)).Outcome);
    }

    [Fact]
    public void AMissedPercentile_OfTooFewRunsForAnyLimit_SaysSo()
    {
        var latency = Sample.Latency([.. Enumerable.Repeat(9.0, 100)], [.. Enumerable.Repeat(5.0, 100)], samplesPerBlock: 1);
        var missed = Assert.Single(LatencyJudge.Decide(Sample.LatencyGate(p99: 1, runner: "lab-1"), latency, s_lab));

        Assert.Equal(VerdictOutcome.Fail, missed.Outcome);
        Assert.EndsWith("or raise the limit, and maxSeconds: 100 runs are too few for any to pass.", missed.Message, StringComparison.Ordinal);
    }

    // Measured 1.5 with bounds near 1.49 and 1.51 in 30 blocks; the check rests on 15.
    [Theory]
    [InlineData(0.98, 1.03, 1.48, VerdictOutcome.Pass)]
    [InlineData(0.98, 1.03, 1.53, VerdictOutcome.Fail)]
    [InlineData(1.01, 1.04, 1.48, VerdictOutcome.Inconclusive)]
    [InlineData(0.96, 0.99, 1.53, VerdictOutcome.Inconclusive)]
    [InlineData(1.01, 1.04, 1.40, VerdictOutcome.Pass)]
    [InlineData(1.01, 1.04, 1.60, VerdictOutcome.Fail)]
    [InlineData(0.91, 1.12, 1.40, VerdictOutcome.Inconclusive)]
    [InlineData(0.91, 1.12, 1.60, VerdictOutcome.Inconclusive)]
    [InlineData(0.91, 1.12, 1.30, VerdictOutcome.Pass)]
    [InlineData(0.91, 1.12, 1.70, VerdictOutcome.Fail)]
    public void DenseAgainstItself_WithholdsVerdictsNearTheThreshold(double low, double high, double required, VerdictOutcome outcome)
    {
        var latency = Sample.Latency(1.5) with { MachineCheck = Sample.Check(low, high) };

        var verdict = Assert.Single(LatencyJudge.Decide(Sample.LatencyGate(speedup: required), latency, s_lab));

        Assert.Equal(outcome, verdict.Outcome);
        Assert.Contains($"dense against itself measured {Units.Times(low)} to {Units.Times(high)}", verdict.Message, StringComparison.Ordinal);
        if (outcome == VerdictOutcome.Inconclusive)
            Assert.Contains(low > 1 || high < 1 ? "finds a difference where there is none" : "noisier than maxNoise", verdict.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AQuotaBelowTheThreads_IsSaid()
    {
        var latency = Sample.Latency(1.5);
        string Message(double? quota) => Assert.Single(LatencyJudge.Decide(
            Sample.LatencyGate(speedup: 1.2), latency with { Machine = latency.Machine with { CpuQuota = quota } }, s_lab)).Message;

        Assert.Contains("2 cores, whose quota of 1.5 stops 2 threads now and then", Message(1.5), StringComparison.Ordinal);
        Assert.DoesNotContain("quota", Message(2) + Message(null), StringComparison.Ordinal);
    }

    // Five of five openings under the limit are improbable (1 in 32) if the median lies over it.
    [Theory]
    [InlineData(5, 0, VerdictOutcome.Pass)]
    [InlineData(4, 0, VerdictOutcome.Inconclusive)]
    [InlineData(5, 5, VerdictOutcome.Fail)]
    [InlineData(5, 2, VerdictOutcome.Inconclusive)]
    public void ColdStart_IsTheMedianOfOpenings(int openings, int over, VerdictOutcome outcome)
    {
        var latency = Sample.Latency(1.5) with
        {
            ColdStart = new ColdStart([.. Enumerable.Repeat(400.0, openings)], [.. Enumerable.Range(0, openings).Select(opening => opening < over ? 310.0 : 290)]),
        };
        var gate = Sample.LatencyGate(runner: "lab-1") with { ColdStart = Sample.At(TimeSpan.FromMilliseconds(300)) };

        var verdict = Assert.Single(LatencyJudge.Decide(gate, latency, s_lab));

        Assert.Equal((outcome, "POB4011", "latency.coldStart"), (verdict.Outcome, verdict.Code, verdict.Gate));
        Assert.Contains($"{over} of {openings} openings over it", verdict.Message, StringComparison.Ordinal);
        Assert.Equal(VerdictOutcome.NotJudged, Assert.Single(LatencyJudge.Decide(gate, latency, new JudgingConditions(IsCi: false, "elsewhere"))).Outcome);
    }

    // Runs of 16 samples that take 16 ms make 1000 samples per second.
    [Theory]
    [InlineData(900, VerdictOutcome.Pass)]
    [InlineData(1100, VerdictOutcome.Fail)]
    public void Throughput_IsSamplesPerSecond(double min, VerdictOutcome outcome)
    {
        var latency = Sample.Latency(1.5) with { Throughput = new Throughput(16, [.. Enumerable.Repeat(32.0, 30)], [.. Enumerable.Repeat(16.0, 30)], 5) };
        var gate = Sample.LatencyGate(runner: "lab-1") with { Throughput = new ThroughputGate(Sample.Line, Sample.At(16), Sample.At(min)) };

        var verdict = Assert.Single(LatencyJudge.Decide(gate, latency, s_lab));

        Assert.Equal((outcome, "POB4012", 1000.0), (verdict.Outcome, verdict.Code, Math.Round(verdict.Actual!.Value, 6)));
        Assert.StartsWith("1000.0 samples/s", verdict.ActualText, StringComparison.Ordinal);
        if (outcome == VerdictOutcome.Fail)
            Assert.Contains("ask for 1000.0 samples/s, which would pass", verdict.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ColdStartAndThroughput_NotMeasured_NeverPass()
    {
        var gate = Sample.LatencyGate(runner: "lab-1") with
        {
            ColdStart = Sample.At(TimeSpan.FromHours(1)),
            Throughput = new ThroughputGate(Sample.Line, Sample.At(16), Sample.At(0.001)),
        };
        void AllFail(LatencyMeasurement latency) => Assert.All(
            LatencyJudge.Decide(gate, latency, s_lab).ToArray(), verdict => Assert.Equal((VerdictOutcome.Fail, (double?)null), (verdict.Outcome, verdict.Actual)));

        AllFail(Sample.Latency(1.5));
        AllFail(Sample.Latency(1.5) with { ColdStart = new ColdStart([], []), Throughput = new Throughput(16, [], [], 5) });
        AllFail(Sample.Latency(1.5) with { ColdStart = new ColdStart([1], [double.NaN]), Throughput = new Throughput(8, [1], [1], 5) });
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
