using System.Collections.Immutable;
using PruneOnBuild.Gates.Memory;
using PruneOnBuild.Gates.Verdicts;
using PruneOnBuild.Policy;

namespace PruneOnBuild.Gates.Tests.Verdicts;

public class MemoryJudgeTests
{
    [Theory]
    [InlineData(32, VerdictOutcome.Pass)]
    [InlineData(31.9, VerdictOutcome.Inconclusive)]
    [InlineData(28, VerdictOutcome.Inconclusive)]
    [InlineData(27.9, VerdictOutcome.Fail)]
    public void Max_BindsWhereAllFiveProcessesAgree(double limitMb, VerdictOutcome outcome)
    {
        var verdict = Max(Of([50, 51, 49], [110, 110, 110], [80, 78, 82]), limitMb);
        Assert.Equal((outcome, "POB4056", 30e6), (verdict.Outcome, verdict.Code, verdict.Actual));
    }

    [Fact]
    public void WhatWouldPass_Passes()
    {
        var memory = Of([50], [110], [80.0004]);
        Assert.Contains("or allow 30001KB, which would pass", Max(memory, 10).Message, StringComparison.Ordinal);
        Assert.Equal(VerdictOutcome.Pass, Max(memory, 30.001).Outcome);
    }

    [Theory]
    [InlineData(0.6, VerdictOutcome.Pass)]
    [InlineData(0.5, VerdictOutcome.Inconclusive)]
    [InlineData(0.4, VerdictOutcome.Fail)]
    public void MaxShare_TakesTheWorstOfBoth(double share, VerdictOutcome outcome)
    {
        var gate = new MemoryGate { Location = Sample.Line, MaxShare = Sample.At(share) };
        var verdict = Assert.Single(MemoryJudge.Decide(gate, Of([50, 50, 50], [110, 108, 112], [80, 78, 82])));
        Assert.Equal((outcome, "POB4057", 0.5), (verdict.Outcome, verdict.Code, verdict.Actual));
    }

    public static TheoryData<MemoryMeasurement?, string> NothingMeasured => new()
    {
        { null, "nothing was measured" },
        { Of([], [], []), "a process told no peak" },
        { new MemoryMeasurement(default, default, default, "x"), "a process told no peak" },
        { Of([50], [60], [double.NaN]), "a process told no peak" },
        { Of([50], [60], [0]), "a process told no peak" },
        { Of([50], [60], [50]), "a process without it had as much (50.00 MB)" },
        { Of([50], [49], [55]), "a process without it had as much" },
    };

    [Theory]
    [MemberData(nameof(NothingMeasured))]
    public void NothingMeasured_Fails(MemoryMeasurement? memory, string why)
    {
        var gate = new MemoryGate { Location = Sample.Line, Max = Sample.At(1L << 40), MaxShare = Sample.At(1.0) };
        Assert.All(MemoryJudge.Decide(gate, memory), verdict =>
        {
            Assert.Equal((VerdictOutcome.Fail, null), (verdict.Outcome, verdict.Actual));
            Assert.Contains(why, verdict.Message, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Processes_AreTakenInTurns_ThreeOfEachKind()
    {
        var asked = new List<string?>();
        var memory = MemoryMeter.Measure(
            path =>
            {
                asked.Add(path);
                return path switch { null => 50, "dense" => 110, _ => 80 } + asked.Count;
            },
            "dense", "pruned", "x");

        Assert.Equal([null, "dense", "pruned", null, "dense", "pruned"], asked.Take(6));
        Assert.Equal(3 * MemoryMeter.Processes, asked.Count);
        Assert.Equal((57, 61, 32), (memory.Baseline, memory.Dense.Median, memory.Pruned.Median));
    }

    private static Verdict Max(MemoryMeasurement memory, double limitMb) => Assert.Single(MemoryJudge.Decide(
        new MemoryGate { Location = Sample.Line, Max = Sample.At((long)(limitMb * 1e6)) }, memory));

    private static MemoryMeasurement Of(double[] baselineMb, double[] denseMb, double[] prunedMb) =>
        new(Bytes(baselineMb), Bytes(denseMb), Bytes(prunedMb), "x float32[1,3]");

    private static ImmutableArray<double> Bytes(double[] mb) => [.. mb.Select(value => value * 1e6)];
}
