using PruneOnBuild.Policy.Diagnostics;

namespace PruneOnBuild.Policy.Tests;

public sealed class CanonicalTests
{
    private const string Prune = "{ flops: 0.5 }";
    private const string Gates = "gates: { size: { max: 1MB } }";
    private const string Accuracy = "gates: { accuracy: { metric: top1, maxDrop: 1% } }";

    [Theory]
    [InlineData("  server: { hardware: cpu }", "\n  server:\n    hardware: cpu")]
    [InlineData("  server: { hardware: cpu }", "  server: { hardware: cpu, provider: cpu, widths: 8 }")]
    [InlineData("{ hardware: sparse }", "{ hardware: sparse, pattern: unstructured, intent: speed }")]
    [InlineData(Prune, "{ flops: 50% }")]
    [InlineData(Prune, "{ flops: 0.50 }, criterion: l2, recovery: none, allocation: global, maxSeconds: 300, seed: 0, keep: []")]
    [InlineData("{ calibration: cal.npz, evaluation: eval.npz }",
        "{ evaluation: eval.npz, labels: labels, calibration: cal.npz }")]
    [InlineData(Gates, "gates: { size: { max: 2MB } }")]
    [InlineData(Gates, "gates: { size: { maxShare: 0.5 }, onInconclusive: { ci: warn } }")]
    public void StaysTheSame_WhereTheMeaningDoes(string setting, string replacement) =>
        Assert.Equal(All(Marked.Policy), All(Marked.With(setting, replacement)));

    [Theory]
    [InlineData("{ hardware: cpu }", "{ hardware: cpu, threads: 2 }")]
    [InlineData("{ hardware: cpu }", "{ hardware: cpu, widths: 16 }")]
    [InlineData("{ hardware: cpu }", "{ hardware: gpu, provider: cuda }")]
    [InlineData("{ hardware: sparse }", "{ hardware: sparse, intent: size }")]
    [InlineData(Prune, "{ flops: 0.51 }")]
    [InlineData(Prune, "{ ratio: 0.5 }")]
    [InlineData(Prune, "{ flops: 0.5 }, criterion: l1")]
    [InlineData(Prune, "{ flops: 0.5 }, recovery: least-squares")]
    [InlineData(Prune, "{ flops: 0.5 }, allocation: layer")]
    [InlineData(Prune, "{ flops: 0.5 }, keep: [a]")]
    [InlineData(Prune, "{ flops: 0.5 }, maxSeconds: 10")]
    [InlineData(Prune, "{ flops: 0.5 }, seed: 1")]
    [InlineData("calibration: cal.npz", "calibration: other.npz")]
    [InlineData("calibration: cal.npz", "calibration: cal.npz, labels: y")]
    [InlineData("calibration: cal.npz", "calibration: cal.npz, inputs: { x: y }")]
    [InlineData("calibration: cal.npz", "calibration: cal.npz, preprocess: [ { scale: 2 } ]")]
    [InlineData("calibration: cal.npz", "calibration: cal.npz, preprocess: [ { layout: NCHW } ]")]
    [InlineData("calibration: cal.npz", "calibration: cal.npz, preprocess: [ { normalize: { mean: [1], std: [2] } } ]")]
    [InlineData("calibration: cal.npz", "calibration: cal.npz, preprocess: [ { order: BGR } ]")]
    [InlineData("calibration: cal.npz", "calibration: cal.npz, preprocess: [ { gray: bt601 } ]")]
    [InlineData("calibration: cal.npz", "calibration: cal.npz, preprocess: [ { type: uint8 } ]")]
    [InlineData("calibration: cal.npz", "calibration: cal.npz, preprocess: [ { resize: { short: 256 } } ]")]
    [InlineData("calibration: cal.npz", "calibration: cal.npz, preprocess: [ { resize: { long: 256 } } ]")]
    [InlineData("calibration: cal.npz", "calibration: cal.npz, preprocess: [ { resize: { short: 256, filter: area } } ]")]
    [InlineData("calibration: cal.npz", "calibration: cal.npz, preprocess: [ { resize: { short: 256, antialias: false } } ]")]
    [InlineData("calibration: cal.npz", "calibration: cal.npz, preprocess: [ { crop: { center: 224 } } ]")]
    [InlineData("calibration: cal.npz", "calibration: cal.npz, preprocess: [ { crop: { x: 0, y: 1, width: 2, height: 3 } } ]")]
    [InlineData("calibration: cal.npz", "calibration: cal.npz, preprocess: [ { pad: { to: 640 } } ]")]
    [InlineData("calibration: cal.npz", "calibration: cal.npz, preprocess: [ { pad: { to: 640, value: 114 } } ]")]
    [InlineData("calibration: cal.npz", "calibration: cal.npz, preprocess: [ { pad: { to: 640, at: end } } ]")]
    [InlineData("calibration: cal.npz", "calibration: cal.npz, inputs: { x: [y, z] }")]
    [InlineData("calibration: cal.npz", "calibration: cal.npz, classes: [cat, dog]")]
    [InlineData("calibration: cal.npz", "calibration: cal.npz, header: false")]
    [InlineData("calibration: cal.npz", "calibration: cal.npz, images: path")]
    [InlineData("calibration: cal.npz", "calibration: cal.npz, audio: { rate: 16000 }")]
    [InlineData("calibration: cal.npz", "calibration: cal.npz, axes: { seq: 8 }")]
    [InlineData("calibration: cal.npz", "calibration: cal.npz, states: { h_in: h_out }")]
    [InlineData("calibration: cal.npz", "calibration: cal.npz, overlap: allowed")]
    [InlineData(Gates, "gates: { latency: { speedup: 2 } }")]
    [InlineData(Gates, Accuracy)]
    public void Changes_WhereTheMeaningDoes(string setting, string replacement) =>
        Assert.NotEqual(All(Marked.Policy), All(Marked.With(setting, replacement)));

    [Fact]
    public void Steps_InAnotherOrder_MeanSomethingElse() =>
        Assert.NotEqual(
            All(Marked.With("calibration: cal.npz", "calibration: cal.npz, preprocess: [ { scale: 2 }, { layout: NCHW } ]")),
            All(Marked.With("calibration: cal.npz", "calibration: cal.npz, preprocess: [ { layout: NCHW }, { scale: 2 } ]")));

    [Fact]
    public void KeptNodes_InAnotherOrder_MeanTheSame() =>
        Assert.Equal(
            All(Marked.With(Prune, "{ flops: 0.5 }, keep: [a, b, a]")),
            All(Marked.With(Prune, "{ flops: 0.5 }, keep: [b, a]")));

    [Fact]
    public void AccuracyThreshold_MattersToPruning_OnlyWhereSearchAimsAtIt()
    {
        string Pruning(string goal, string drop) => Canonical.Of(Reading.Of(Marked.With(Gates, Accuracy)
            .Replace(Prune, goal, StringComparison.Ordinal).Replace("1%", drop, StringComparison.Ordinal)).Policy.Models[0]);

        Assert.Equal(Pruning(Prune, "1%"), Pruning(Prune, "2%"));
        Assert.NotEqual(Pruning("fastest", "1%"), Pruning("fastest", "2%"));
    }

    [Theory]
    [InlineData("metric: map, min: 0.5", "metric: map, min: 0.5, boxFormat: xywh")]
    [InlineData("metric: map, min: 0.5", "metric: map, min: 0.5, columns: [class, score, box]")]
    [InlineData("metric: map, min: 0.5", "metric: map, min: 0.5, boxes: b, scores: s")]
    [InlineData("metric: miou, min: 0.5", "metric: miou, min: 0.5, ignore: 0")]
    [InlineData("metric: exactMatch, min: 0.5", "metric: exactMatch, min: 0.5, padding: 0")]
    [InlineData("metric: psnr, min: 0.5", "metric: psnr, min: 0.5, peak: 255")]
    [InlineData("metric: kl, max: 0.5", "metric: kl, max: 0.5, distribution: logits")]
    [InlineData("metric: custom, min: 0.5, command: a", "metric: custom, min: 0.5, command: b")]
    [InlineData("metric: custom, min: 0.5, assembly: a, type: b", "metric: custom, min: 0.5, assembly: a, type: c")]
    public void OtherSettingsOfAMetric_AreMeasuredAnew(string before, string after) => Assert.NotEqual(Measured(before), Measured(after));

    [Theory]
    [InlineData("metric: map, min: 0.5", "metric: map, min: 0.6, test: point")]
    [InlineData("metric: mse, max: 0.5", "metric: mse, maxRise: 0.5, confidence: 0.9")]
    public void OtherThresholds_JudgeWhatWasMeasured(string before, string after) => Assert.Equal(Measured(before), Measured(after));

    private static string Measured(string accuracy) =>
        Canonical.Of(Reading.Of(Marked.With(Gates, $"gates: {{ accuracy: {{ {accuracy} }} }}")).Policy.Models[0].Gates);

    [Fact]
    public void ValueWithALineBreak_CannotPoseAsTwoSettings()
    {
        static string Keep(params string[] globs) => Canonical.Of(Reading.Of(Marked.Policy).Policy.Models[0].Prune with
        {
            Keep = [.. globs.Select(glob => new Located<string>(glob, new SourceLocation("x")))],
        });

        Assert.NotEqual(Keep("a", "b"), Keep("a\nkeep=b"));
        Assert.NotEqual(Keep("a\nb"), Keep("a\\nb"));
    }

    private static string All(string yaml)
    {
        var policy = Reading.Of(yaml).Policy;
        return string.Concat(policy.Models.Select(model =>
            Canonical.Of(policy.TargetOf(model)) + Canonical.Of(model) + Canonical.Of(model.Gates)));
    }
}
