using PruneOnBuild.Gates.Latency;
using PruneOnBuild.Gates.Programs;
using PruneOnBuild.Gates.Runners;
using PruneOnBuild.Gates.Tests.Verdicts;
using PruneOnBuild.Gates.Verdicts;
using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Policy;

namespace PruneOnBuild.Gates.Tests.Runners;

public class RunnerTests
{
    private static readonly TargetRunner s_runner = new() { Location = Sample.Line, Command = Sample.At("run {model}") };

    [Theory]
    [InlineData("""{"ms": [1.5, 2]}""")]
    [InlineData("connected\n{ \"ms\": [ 1.5, 2.0 ], \"device\": \"x\" }\r\n\n")]
    [InlineData("{\n  \"ms\": [\n 1.5,\n 2 ]\n}\n")]
    public void Times_AreReadFromTheOutputOrItsLastLine(string output) => Assert.Equal([1.5, 2.0], RunnerOutput.Read(output, s_runner));

    [Theory]
    [InlineData("", "POB5172")]
    [InlineData("12.5", "POB5172")]
    [InlineData("[1.5]", "POB5172")]
    [InlineData("""{"times": [1.5]}""", "POB5172")]
    [InlineData("""{"ms": 1.5}""", "POB5172")]
    [InlineData("""{"ms": [NaN]}""", "POB5172")]
    [InlineData("{\"ms\": [1.5]}\ndone", "POB5172")]
    [InlineData("""{"ms": []}""", "POB5173")]
    [InlineData("""{"ms": [1.5, 0]}""", "POB5173")]
    [InlineData("""{"ms": [1.5, -1]}""", "POB5173")]
    [InlineData("""{"ms": [1.5, "NaN"]}""", "POB5173")]
    [InlineData("""{"ms": [1.5, null]}""", "POB5173")]
    [InlineData("""{"ms": [1e999]}""", "POB5173")]
    public void WhatIsNoTime_IsAnErrorAtTheCommand(string output, string code)
    {
        var fault = Assert.Throws<PruneOnBuildException>(() => RunnerOutput.Read(output, s_runner));
        Assert.Equal((code, Sample.Line), (fault.Diagnostics[0].Code, fault.Diagnostics[0].Location));
    }

    [Theory]
    [InlineData("run {model}", "run|{model}")]
    [InlineData("  \"my run\"  --to=\"a b\" {model} ", "my run|--to=a b|{model}")]
    [InlineData("run \"\"", "run|")]
    public void Commands_AreSplitAtBlanks_ButNotInQuotes(string command, string words) =>
        Assert.Equal(words.Split('|'), CommandWords.Split(command));

    [Fact]
    public void Calls_AreBlocks_InTurns_AndNamedByTheirTarget()
    {
        var calls = new List<string>();
        var latency = RunnerMeter.Measure(
            model =>
            {
                calls.Add(model);
                return model == "dense" ? [3, 3.3, 3.1] : calls.Count == 2 ? [1, 1.1] : [1, 1.1, 9];
            },
            "dense", "pruned", new LatencyPlan { Confidence = 0.95 }, "phone");

        Assert.Equal(7, latency.Blocks);
        Assert.All(calls.Chunk(2), turn => Assert.Equal(["dense", "pruned"], turn.Order()));
        Assert.Contains("dense", calls.Where((_, call) => call % 2 == 1));
        Assert.Contains("pruned", calls.Where((_, call) => call % 2 == 1));
        Assert.True(latency.Speedup.Low > 2.5);
        var verdict = LatencyJudge.Decide(Sample.LatencyGate(speedup: 2), latency, new JudgingConditions(IsCi: true, "builder")).Single();
        Assert.Equal(VerdictOutcome.Pass, verdict.Outcome);
        Assert.Contains("timed by runner phone; ", verdict.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void CallsGoOn_UntilAPercentileHasItsRuns()
    {
        var latency = RunnerMeter.Measure(_ => [1, 2], "dense", "pruned", new LatencyPlan { MinRuns = 40 }, "phone");
        Assert.Equal(40, latency.Runs);
    }

    [Theory]
    [InlineData("phone", VerdictOutcome.Pass)]
    [InlineData("builder", VerdictOutcome.NotJudged)]
    public void AbsoluteLimits_BindOnTheTargetWhoseRunnerTookTheTimes(string runner, VerdictOutcome outcome)
    {
        var latency = RunnerMeter.Measure(_ => [1, 1, 1], "dense", "pruned", new LatencyPlan(), "phone");
        var verdict = LatencyJudge.Decide(Sample.LatencyGate(p50: 2, runner: runner), latency, new JudgingConditions(IsCi: true, "builder")).Single();
        Assert.Equal(outcome, verdict.Outcome);
    }
}
