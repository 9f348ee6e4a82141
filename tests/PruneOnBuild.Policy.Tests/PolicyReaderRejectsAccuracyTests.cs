using PruneOnBuild.Policy.Diagnostics;

namespace PruneOnBuild.Policy.Tests;

/// <summary>Mistakes of <c>gates: accuracy:</c>, one at a time.</summary>
public sealed class PolicyReaderRejectsAccuracyTests
{
    /// <summary>Gates of a model that has evaluation data.</summary>
    private const string WithData = "{ size: { max: 1MB } }";

    /// <summary>Gates of one that has none.</summary>
    private const string WithoutData = "{ size: { maxShare: 0.9 } }";

    [Theory]
    [InlineData("metric: mse, ▸maxDrop: 0.01, max: 0.1", "maxDrop does not go with metric mse.")]
    [InlineData("metric: mse, ▸min: 0.5, max: 0.1", "min does not go with metric mse.")]
    [InlineData("metric: top1, ▸max: 0.5, min: 0.8", "max does not go with metric top1.")]
    [InlineData("metric: top1, ▸k: 5, min: 0.8", "Only topk has k")]
    [InlineData("metric: kl, ▸maxDrop: 0.01, max: 0.1", "write maxRise, the rise allowed")]
    [InlineData("metric: psnr, ▸maxRise: 0.5, min: 30", "maxRise does not go with metric psnr.")]
    [InlineData("metric: custom, command: score, better: lower, ▸min: 0.5, max: 2", "min does not go with metric custom.")]
    [InlineData("metric: custom, command: score, ▸max: 0.5, min: 2", "max does not go with metric custom.")]
    [InlineData("metric: top1, min: 0.8, ▸boxes: b", "Only map50 and map have boxes; remove it")]
    [InlineData("metric: map, min: 0.8, ▸ignore: 0", "Only miou has ignore")]
    [InlineData("metric: mse, max: 0.8, ▸padding: 0", "padding does not go with metric mse.")]
    [InlineData("metric: mse, max: 0.8, ▸peak: 255", "peak does not go with metric mse.")]
    [InlineData("metric: mse, max: 0.8, ▸distribution: logits", "distribution does not go with metric mse.")]
    [InlineData("metric: mse, max: 0.8, ▸command: score", "command does not go with metric mse.")]
    public void Rejects_ThresholdOfAnotherMetric(string accuracy, string words) =>
        Check("POB1019", $"{{ accuracy: {{ {accuracy} }} }}", words);

    [Theory]
    [InlineData("▸custom, min: 2", "neither command nor assembly")]
    [InlineData("▸custom, min: 2, command: score, assembly: a.dll, type: A", "both command and assembly")]
    [InlineData("▸custom, min: 2, assembly: a.dll", "assembly is written without type")]
    [InlineData("▸custom, min: 2, command: score, type: A", "type is written without assembly")]
    public void Rejects_ACustomMetricWithoutOneProgram(string accuracy, string words) =>
        Check("POB1045", $"{{ accuracy: {{ metric: {accuracy} }} }}", words);

    [Theory]
    [InlineData("▸boxes: b", "boxes is written, but scores is not. Add scores:")]
    [InlineData("▸scores: s", "scores is written, but boxes is not.")]
    [InlineData("boxes: b, scores: s, ▸output: o", "output says that one output holds the detections, and boxes that several do")]
    [InlineData("columns: ▸[box, score]", "columns has box, score, not each part once")]
    [InlineData("columns: ▸[box, box, class]", "columns has box, box, class, not each part once")]
    public void Rejects_DetectionsWithoutAPlace(string accuracy, string words) =>
        Check("POB1046", $"{{ accuracy: {{ metric: map, min: 0.5, {accuracy} }} }}", words);

    [Theory]
    [InlineData("metric: top1, maxDrop: 0.01")]
    [InlineData("metric: agreement, min: 0.9")]
    [InlineData("metric: mse, max: 0.1")]
    public void Rejects_AccuracyWithoutEvaluationData(string accuracy) =>
        Check("POB1017", $"{{ ▸accuracy: {{ {accuracy} }} }}", "data.evaluation is missing", WithoutData);

    private static void Check(string code, string gates, string words, string replaced = WithData)
    {
        var mistake = Marked.OnlyMistake(code, Marked.With(replaced, gates));
        Assert.Equal(Severity.Error, mistake.Severity);
        Assert.Contains(words, mistake.Message, StringComparison.Ordinal);
    }
}
