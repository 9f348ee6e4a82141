using System.Text.Json;
using PruneOnBuild.Gates.Accuracy;
using PruneOnBuild.Gates.Accuracy.Damage;
using PruneOnBuild.Gates.Statistics;
using PruneOnBuild.Gates.Verdicts;
using PruneOnBuild.Policy;
using PruneOnBuild.Pruning.Plans;
using PruneOnBuild.Reports.Json;
using PruneOnBuild.Reports.Writers;

namespace PruneOnBuild.Reports.Tests.Writers;

public sealed class ReportTests
{
    public static TheoryData<string> ConsoleTexts => new(
        ConsoleReport.Write(Some.StructuredReport), ConsoleReport.Write(Some.SparseReport), ConsoleReport.Write(LongNames));

    private static Report LongNames => Some.StructuredReport with
    {
        Model = Some.StructuredReport.Model with { Path = "Models/" + new string('m', 120) + ".onnx" },
        Verdicts = [Some.StructuredReport.Verdicts[0] with { ActualText = new string('x', 120) }],
    };

    [Theory]
    [MemberData(nameof(ConsoleTexts))]
    public void Console_FitsAHundredColumns_AndIsPlainText(string text)
    {
        Assert.All(text.Split('\n'), line => Assert.True(line.Length <= 100, line));
        Assert.All(text, c => Assert.True(c == '\n' || c is >= ' ' and <= '~', $"U+{(int)c:X4}"));
    }

    [Fact]
    public void SparseWithoutKernels_SaysThatDenseOnesDoNotSkipZeros_StructuredDoesNot()
    {
        var plain = Some.SparseReport with { Kernels = null };
        Assert.Contains("dense kernels, which multiply by zeros", ConsoleReport.Write(plain), StringComparison.Ordinal);
        Assert.Contains("dense kernels, which multiply by zeros", MarkdownReport.Write(plain), StringComparison.Ordinal);
        Assert.DoesNotContain("dense kernels", ConsoleReport.Write(Some.StructuredReport), StringComparison.Ordinal);
    }

    [Fact]
    public void ManyLayers_AreCutShortOnTheConsole_NotInMarkdown()
    {
        var report = Some.SparseReport with
        {
            Plan = Some.SparseReport.Plan with
            {
                Tensors = [.. Enumerable.Range(0, 30).Select(i => new TensorPlan($"w{i}", $"conv{i}", 100, 80, 20))],
            },
        };

        Assert.Contains("... and 6 more layers", ConsoleReport.Write(report), StringComparison.Ordinal);
        Assert.DoesNotContain("conv24", ConsoleReport.Write(report), StringComparison.Ordinal);
        Assert.Contains("conv29", MarkdownReport.Write(report), StringComparison.Ordinal);
    }

    [Fact]
    public void Markdown_OpensWithTheOutcome()
    {
        Assert.StartsWith("# Models/resnet.onnx: ❌ failed\n", MarkdownReport.Write(Some.StructuredReport), StringComparison.Ordinal);
        Assert.StartsWith("# Models/resnet.onnx: ✅ passed\n", MarkdownReport.Write(Some.SparseReport), StringComparison.Ordinal);
        Assert.StartsWith(
            "# Models/resnet.onnx: ✅ no gates\n", MarkdownReport.Write(Some.SparseReport with { Verdicts = [] }), StringComparison.Ordinal);
    }

    [Fact]
    public void Verdicts_OfEachKind_HaveAWord()
    {
        var report = Some.SparseReport with
        {
            Verdicts = [.. Enum.GetValues<VerdictOutcome>().Select(outcome => Some.SparseReport.Verdicts[0] with { Outcome = outcome })],
        };

        string text = ConsoleReport.Write(report);

        Assert.Matches(" pass .*\n.* FAIL .*\n.* undecided .*\n.* not judged ", text);
    }

    [Theory]
    [InlineData(AccuracyMetric.TopK, "accuracy top5", "85.50 %", "82.90 %", "-2.60 points")]
    [InlineData(AccuracyMetric.Agreement, "agreement with dense", "", "82.90 %", "")]
    [InlineData(AccuracyMetric.Mse, "accuracy mse", "0.125", "0.25", "")]
    public void EveryMetric_HasARowOfItsOwn(AccuracyMetric metric, params string[] cells)
    {
        var values = metric == AccuracyMetric.Mse ? new PairedValues(0.125, 0.25) : null;
        var report = Some.StructuredReport with { Accuracy = Some.StructuredReport.Accuracy! with { Metric = metric, Values = values } };

        Assert.Contains($"| {string.Join(" | ", cells)} |\n", MarkdownReport.Write(report), StringComparison.Ordinal);
    }

    [Fact]
    public void SamplesOfAFigure_DoWorse_InsteadOfBeingWrong()
    {
        var accuracy = Some.StructuredReport.Accuracy! with
        {
            Metric = AccuracyMetric.Psnr,
            Outcomes = null,
            Values = new PairedValues(31.5, 30),
            Damage = new DamageFigures(1990, 10, [new DamagedSample(8, null, 35.5, 29, 6.5)]),
        };

        string text = MarkdownReport.Write(Some.StructuredReport with { Accuracy = accuracy });

        Assert.Contains("1,990 of 2,000 samples do worse than before, 10 better.", text, StringComparison.Ordinal);
        Assert.Contains("| 8 |  | 35.5 | 29 | 6.5 |", text, StringComparison.Ordinal);
        Assert.Contains("| accuracy psnr | 31.5 dB | 30 dB |", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1.01, 1.2, "1.10x faster")]
    [InlineData(0.8, 0.99, "1.10x as fast")]
    [InlineData(0.9, 1.2, "1.10x, about as fast")]
    public void FasterIsSaid_OnlyWhereTheWholeIntervalIs(double low, double high, string words)
    {
        var speedup = new Interval(low, 1.1, high, 0.95);
        var report = Some.StructuredReport with { Latency = Some.StructuredReport.Latency with { Speedup = speedup } };

        Assert.Contains(words, ConsoleReport.Write(report), StringComparison.Ordinal);
    }

    [Fact]
    public void TooFewRunsForAnInterval_AreSaidSo_AndTheJsonIsStillValid()
    {
        var report = Some.StructuredReport with
        {
            Latency = Some.StructuredReport.Latency with { Speedup = new Interval(0, 1.5, double.PositiveInfinity, 0.95) },
        };

        Assert.Contains("too few runs for an interval", ConsoleReport.Write(report), StringComparison.Ordinal);
        using var json = JsonDocument.Parse(ReportJson.Write(report));
        Assert.Equal("Infinity", json.RootElement.GetProperty("latency").GetProperty("speedup").GetProperty("high").GetString());
    }

    [Fact]
    public void Json_DiffersBetweenRunsOnlyInTheRunSection()
    {
        var later = Some.StructuredReport with { Run = Some.StructuredReport.Run with { Date = DateTimeOffset.UnixEpoch, Stages = [] } };

        string[] Lines(Report report) => [.. ReportJson.Write(report).Split('\n').TakeWhile(line => !line.Contains("\"run\"", StringComparison.Ordinal))];

        Assert.Equal(Lines(Some.StructuredReport), Lines(later));
        Assert.NotEqual(ReportJson.Write(Some.StructuredReport), ReportJson.Write(later));
    }
}
