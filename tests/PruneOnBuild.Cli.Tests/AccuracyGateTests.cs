using System.Text.Json;
using PruneOnBuild.Graph;
using PruneOnBuild.Testing;

namespace PruneOnBuild.Cli.Tests;

/// <summary>Gates of other metrics, from prune.yaml to the report, with the accuracy of a real runtime.</summary>
public sealed class AccuracyGateTests : IDisposable
{
    private const int Count = 24;

    private readonly Workspace _work = new();

    public void Dispose() => _work.Dispose();

    [Theory]
    [InlineData("metric: psnr, min: 99", 3, true)]
    [InlineData("metric: cosine, min: 0.999", 3, true)]
    [InlineData("metric: kl, max: 0.001", 3, true)]
    [InlineData("metric: mae, maxRise: 0.01, max: 0.5", 3, true)]
    [InlineData("metric: r2, min: 0.999", 3, false)]
    [InlineData("metric: mae, max: 0.001", 3, false)]
    [InlineData("metric: siSdr, min: 5", 16, true)]
    [InlineData("metric: siSdr, min: 60", 16, false)]
    public void MetricsOfValues_AreJudged(string accuracy, int columns, bool passes)
    {
        WriteModel(columns);
        var isLabelled = new[] { "r2", "mae", "siSdr" }.Any(metric => accuracy.Contains(metric, StringComparison.Ordinal));
        var data = new NpzWriter().Floats("x", [Count, columns], Values(columns));
        // Labels a little beside what the model gives back.
        _work.WriteEvaluation(isLabelled ? data.Floats("labels", [Count, columns], [.. Values(columns).Select((value, index) => value + 0.1f * (index % 3))]) : data);

        var run = Prune(accuracy);

        Assert.True((passes ? ExitCode.Passed : ExitCode.GateMissed) == run.ExitCode, run.Text);
        Assert.Equal(accuracy.Split(' ')[1].TrimEnd(','), Accuracy().GetProperty("metric").GetString());
        Assert.True(Accuracy().GetProperty("values").GetProperty("dense").GetDouble() is > -100 and <= 100);
        Assert.False(Accuracy().TryGetProperty("resamples", out _));
    }

    /// <summary>The model is right on every sample but, where some are spoilt, every third.</summary>
    [Theory]
    [InlineData("metric: worstClass, min: 90%", false, true)]
    [InlineData("metric: worstClass, min: 90%", true, false)]
    [InlineData("metric: macroF1, min: 90%", false, true)]
    [InlineData("metric: topk, k: 2, min: 80%", false, true)]
    [InlineData("metric: topk, k: 2, min: 85%", true, false)]
    [InlineData("metric: agreement, min: 80%", true, true)]
    public void MetricsOfClasses_AreJudged(string accuracy, bool isSpoilt, bool passes)
    {
        WriteModel(3);
        _work.WriteEvaluation(new NpzWriter().Floats("x", [Count, 3], [.. Enumerable.Range(0, Count).SelectMany(OneHot)]).Longs("labels", [Count], Labels(isSpoilt)));

        Check(accuracy, passes);
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public void Sequences_MatchAsAWhole(bool isSpoilt, bool passes)
    {
        WriteModel(2, 3);
        _work.WriteEvaluation(new NpzWriter()
            .Floats("x", [Count, 2, 3], [.. Enumerable.Range(0, Count).SelectMany(sample => OneHot(sample).Concat(OneHot(sample)))])
            .Longs("labels", [Count, 2], [.. Labels(isSpoilt).SelectMany(label => new[] { label, label })]));

        Check("metric: exactMatch, min: 85%", passes);
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public void Segments_AreJudgedPixelByPixel(bool isSpoilt, bool passes)
    {
        WriteModel(3, 1, 2);
        _work.WriteEvaluation(new NpzWriter()
            .Floats("x", [Count, 3, 1, 2], [.. Enumerable.Range(0, Count).SelectMany(sample => OneHot(sample).SelectMany(score => new[] { score, score }))])
            .Longs("labels", [Count, 1, 2], [.. Labels(isSpoilt).SelectMany(label => new[] { label, label })]));

        Check("metric: miou, min: 90%", passes);
    }

    [Theory]
    [InlineData("map", false, true, 1)]
    [InlineData("map", true, false, 0)]
    [InlineData("map50", false, true, 1)]
    [InlineData("map50", true, false, 0)]
    public void Detections_AreJudgedAgainstObjects(string metric, bool isElsewhere, bool passes, double map)
    {
        WriteModel(1, 6);
        _work.WriteEvaluation(new NpzWriter()
            .Floats("x", [Count, 1, 6], [.. Enumerable.Range(0, Count).SelectMany(sample => new float[] { sample, 0, sample + 10, 10, 0.9f, sample % 2 })])
            .Floats("labels", [Count, 1, 5], [.. Enumerable.Range(0, Count).SelectMany(sample =>
                new float[] { sample % 2, sample + (isElsewhere ? 90 : 0), 0, sample + 10 + (isElsewhere ? 90 : 0), 10 })]));

        Assert.Equal(passes ? ExitCode.Passed : ExitCode.GateMissed, Prune($"metric: {metric}, min: 90%").ExitCode);

        Assert.Equal(map, Accuracy().GetProperty("values").GetProperty("pruned").GetDouble(), precision: 9);
    }

    [Fact]
    public void LabelsOfOneClass_FailTheGate_AndSaySo()
    {
        _work.WriteEvaluation(new NpzWriter().Floats("x", [4, 3, 8, 8], Workspace.Values(4 * 3 * 8 * 8)).Longs("labels", [4], 2, 2, 2, 2));

        var run = Prune("metric: macroF1, maxDrop: 50%");

        Assert.Equal(ExitCode.GateMissed, run.ExitCode);
        Assert.Contains("all 4 samples have the label 2", Assert.Single(run.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public void TooFewSamples_AreUndecided_AndWarned()
    {
        var run = Prune("metric: top1, maxDrop: 1%");
        Assert.Contains("warning POB4005: Gate accuracy.maxDrop undecided: 0.00 points of drop", run.Text, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Passed, Prune("metric: top1, maxDrop: 0").ExitCode);
    }

    [SkippableFact]
    public void AMetricOfOnesOwn_RunsInThePolicysFolder_AndAnotherProgramIsAskedAnew()
    {
        Skip.If(OperatingSystem.IsWindows(), "the script is one of sh");
        WriteModel(3);
        _work.WriteEvaluation(new NpzWriter().Floats("x", [Count, 3], Values(3)));
        _work.Write("score.sh", $"echo '[{string.Join(',', Enumerable.Repeat("0.75", Count))}]'");
        const string Gate = "metric: custom, command: sh score.sh, min: 0.7, maxDrop: 0.1";

        Assert.Equal(ExitCode.Passed, Prune(Gate).ExitCode);
        Assert.Contains(_work["score.sh"], File.ReadAllLines(_work["out/inputs.txt"]));

        _work.Write("score.sh", $"echo '[{string.Join(',', Enumerable.Repeat("0.25", Count))}]'");
        var run = Prune(Gate);
        Assert.Equal(ExitCode.GateMissed, run.ExitCode);
        Assert.Contains("custom dense 0.25, pruned 0.25", Assert.Single(run.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public void ABrokenMetricOfOnesOwn_IsAnErrorAtItsLine()
    {
        WriteModel(3);
        _work.WriteEvaluation(new NpzWriter().Floats("x", [Count, 3], Values(3)));
        var run = Prune("metric: custom, command: no-such-program, min: 0.7");
        Assert.Contains("(10,", Assert.Single(run.Errors), StringComparison.Ordinal);
        Assert.Contains("error POB4035: ", run.Errors[0], StringComparison.Ordinal);
    }

    private void Check(string accuracy, bool passes)
    {
        var run = Prune(accuracy);
        Assert.True((passes ? ExitCode.Passed : ExitCode.GateMissed) == run.ExitCode, run.Text);
        Assert.Equal(accuracy.Split(' ')[1].TrimEnd(','), Accuracy().GetProperty("metric").GetString(), ignoreCase: true);
    }

    private static float[] OneHot(int sample) => [.. Enumerable.Range(0, 3).Select(label => label == sample % 3 ? 3f : label == (sample + 1) % 3 ? 1f : 0f)];

    // A spoilt label is the class that the model thinks least of.
    private static long[] Labels(bool areSpoilt) =>
        [.. Enumerable.Range(0, Count).Select(sample => (long)(areSpoilt && sample % 3 == 0 ? (sample + 2) % 3 : sample % 3))];

    // Gives back what it is given: the outputs are the data.
    private void WriteModel(params long[] dims) =>
        OnnxWriter.Write(TinyModel.Input("x", [-1, .. dims]).Activation("Identity").Output("y"), _work["Models/net.onnx"]);

    private RunResult Prune(string accuracy)
    {
        _work.Write("prune.yaml", $$"""
            version: 1
            targets:
              here: { hardware: cpu, threads: 1 }
            models:
              - path: Models/net.onnx
                target: here
                prune: { goal: { flops: 0.5 } }
                data: { evaluation: data/evaluation.npz }
                gates:
                  accuracy: { {{accuracy}} }
                  onInconclusive: { local: warn, ci: warn }

            """);
        _work.Meters.IsAccuracyReal = true;
        return _work.Prune();
    }

    private JsonElement Accuracy()
    {
        using var report = JsonDocument.Parse(File.ReadAllText(_work["out/report.json"]));
        return report.RootElement.GetProperty("accuracy").Clone();
    }

    private static float[] Values(int columns) => [.. Enumerable.Range(0, Count * columns).Select(index => ((index * 7) % 11) / 11f)];
}
