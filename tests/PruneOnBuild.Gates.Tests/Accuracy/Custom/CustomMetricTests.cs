using PruneOnBuild.Gates.Accuracy.Custom;
using PruneOnBuild.Gates.Accuracy;
using PruneOnBuild.Gates.Programs;
using PruneOnBuild.Gates.Verdicts;
using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Policy;
using PruneOnBuild.Runtime;
using PruneOnBuild.Runtime.Arrays;
using PruneOnBuild.Testing;

namespace PruneOnBuild.Gates.Tests.Accuracy.Custom;

public sealed class CustomMetricTests : IDisposable
{
    private const int Count = 25;
    private const int Columns = 3;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void AnAssembly_ScoresEachSample()
    {
        var labels = Enumerable.Range(0, Count).Select(sample => (long)(sample % 3)).ToArray();
        var samples = SampleSet.Of(Inputs(), labels);
        var values = Inputs()["x"].Floats().ToArray();
        var expected = Enumerable.Range(0, Count).Average(sample => (double)values[sample * Columns] + labels[sample]);

        var measured = Measure(OfType(""), samples);

        Assert.Equal(expected, measured.Dense, precision: 6);
        Assert.NotNull(measured.Means);
        Assert.NotEqual(measured.Dense, measured.Pruned);
    }

    [Fact]
    public void OneNumberForAll_HasNoBounds_AndIsLeftUndecided()
    {
        var gate = OfType("+ForAll");
        var measured = Measure(gate);

        Assert.Equal((Count * Columns, null, null), (measured.Pruned, measured.Means, measured.Damage));
        Assert.Equal(VerdictOutcome.Inconclusive, Assert.Single(AccuracyJudge.Decide(gate, measured)).Outcome);
        Assert.Equal(VerdictOutcome.Pass, Assert.Single(AccuracyJudge.Decide(gate with { Test = AccuracyTest.Point }, measured)).Outcome);
    }

    [Theory]
    [InlineData("+Throwing", "POB4035", "Score threw InvalidOperationException: the table of weights is missing")]
    [InlineData("+OtherSignature", "POB4035", "has no method 'public static double[] Score(")]
    [InlineData("+Nowhere", "POB4035", "the assembly has no class")]
    [InlineData("+WithNaN", "POB4036", "NaN for sample 7")]
    [InlineData("+TooFew", "POB4036", "2 numbers for 25 samples")]
    [InlineData("+Endless", "POB4037", "took more than 0.3 s")]
    public void AnAssemblyThatFails_IsAnError(string nested, string code, string words) => AssertFault(code, words, OfType(nested));

    [Fact]
    public void AMissingAssembly_IsAnError() =>
        AssertFault("POB4035", "there is no file 'own.dll'", OfType("") with { Assembly = At("own.dll") });

    [Fact]
    public void AFileThatIsNoAssembly_IsAnError()
    {
        _folder.Write("own.dll", "text");
        AssertFault("POB4035", "cannot be loaded", OfType("") with { Assembly = At("own.dll") });
    }

    [SkippableFact]
    public void ACommand_IsHandedTheArrays_AndWritesScores()
    {
        Skip.If(OperatingSystem.IsWindows(), "the script is one of sh");
        // How long the arrays are tells that they were there.
        var gate = OfCommand("test -s $1/labels.npy && wc -c < $1/outputs.npy > $1/scores.json");
        var measured = Measure(gate, SampleSet.Of(Inputs(), [.. Enumerable.Range(0, Count).Select(sample => (long)(sample % 3))]));
        Assert.Equal(128 + 4 * Count * Columns, measured.Pruned);
    }

    [SkippableFact]
    public void ACommand_MayPrintScoresInstead()
    {
        Skip.If(OperatingSystem.IsWindows(), "the script is one of sh");
        var gate = OfCommand($"echo '[{string.Join(',', Enumerable.Range(0, Count))}]'");
        Assert.Equal((Count - 1) / 2.0, Measure(gate).Dense);
    }

    [SkippableTheory]
    [InlineData("echo no weights >&2; exit 3", "POB4035", "exit code 3: no weights")]
    [InlineData("true", "POB4036", "gave nothing")]
    [InlineData("echo fine", "POB4036", "'fine', which is no JSON")]
    [InlineData("echo '{\"score\": 1}'", "POB4036", "something else than numbers")]
    [InlineData("echo null", "POB4036", "NaN for sample 0")]
    [InlineData("echo '[1, 2]'", "POB4036", "2 numbers for 25 samples")]
    [InlineData("sleep 60", "POB4037", "took more than 0.3 s")]
    public void ACommandThatFails_IsAnError(string script, string code, string words)
    {
        Skip.If(OperatingSystem.IsWindows(), "the script is one of sh");
        AssertFault(code, words, OfCommand(script) with { MaxSeconds = script.StartsWith("sleep", StringComparison.Ordinal) ? 0.3 : 60 });
    }

    [Fact]
    public void ACommandThatIsNotThere_IsAnError() =>
        AssertFault("POB4035", "the command does not start", Gate() with { Command = At("no-such-program --now") });

    [Theory]
    [InlineData("dotnet score.dll", new[] { "dotnet", "score.dll" })]
    [InlineData("\"my tools/score\"  --fast", new[] { "my tools/score", "--fast" })]
    [InlineData("score \"\" x", new[] { "score", "", "x" })]
    public void Commands_AreSplitAtSpaces(string command, string[] words) => Assert.Equal(words, CommandWords.Split(command));

    // The reader of data sets reads what is written, so that numpy does.
    [Fact]
    public void Arrays_AreWrittenAsNumpyReadsThem()
    {
        float[] values = [.. Enumerable.Range(0, Count * 6).Select(value => value / 7f)];
        NpyWriter.Write(_folder.File("x.npy"), values, [Count, 2, 3]);

        var samples = SampleSetReader.Read(At("x.npy"), new DataSettings(), [new TensorSpec("x", Microsoft.ML.OnnxRuntime.Tensors.TensorElementType.Float, -1, 2, 3)], _folder.File(""));

        Assert.Equal(values, samples.Batch(0, Count).Feeds["x"].Floats().ToArray());
    }

    private static void AssertFault(string code, string words, AccuracyGate gate)
    {
        var fault = Assert.Single(Assert.Throws<PruneOnBuildException>(() => Measure(gate)).Diagnostics);
        Assert.Equal(code, fault.Code);
        Assert.Contains(words, fault.Message, StringComparison.Ordinal);
    }

    private static AccuracyMeasurement Measure(AccuracyGate gate, SampleSet? samples = null)
    {
        using var dense = Scores.Dense(Columns);
        using var pruned = Scores.Model(Columns, (row, column) => row == column ? 0.5f : 0);
        return AccuracyMeter.Measure(dense, pruned, samples ?? SampleSet.Of(Inputs()), gate);
    }

    private static Dictionary<string, Tensor> Inputs() => new() { ["x"] = Metrics.Feeding.Random(1, Count, Columns) };

    private AccuracyGate OfType(string nested) => Gate() with
    {
        Assembly = At(typeof(OwnScore).Assembly.Location),
        Type = At(typeof(OwnScore).FullName + nested),
        MaxSeconds = nested == "+Endless" ? 0.3 : 60,
    };

    private AccuracyGate OfCommand(string script)
    {
        _folder.Write("score.sh", script);
        return Gate() with { Command = At("sh score.sh") };
    }

    private AccuracyGate Gate() => Scores.Gate(AccuracyMetric.Custom) with
    {
        Location = new SourceLocation(_folder.File("prune.yaml"), 20, 15),
        MaxDrop = At(1e6),
        MaxSeconds = 60,
    };

    private static Located<T> At<T>(T value) => new(value, Scores.Line);
}
