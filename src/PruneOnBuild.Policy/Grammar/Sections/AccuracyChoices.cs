using PruneOnBuild.Policy.Grammar.Forms;

namespace PruneOnBuild.Policy.Grammar.Sections;

/// <summary>The words of <c>gates: accuracy:</c>.</summary>
internal static class AccuracyChoices
{
    public static ChoiceForm<AccuracyMetric> Metric { get; } = new(
        new("top1", AccuracyMetric.Top1, "Share of samples whose largest output is the label."),
        new("topk", AccuracyMetric.TopK, "Share of samples whose label is among the k largest outputs."),
        new("agreement", AccuracyMetric.Agreement, "Share of samples on which pruned and dense name the same class; needs no "
            + "labels."),
        new("exactMatch", AccuracyMetric.ExactMatch, "Share of samples whose sequence of tokens is that of the labels, or of the dense "
            + "model where there are none."),
        new("macroF1", AccuracyMetric.MacroF1, "Mean over classes of F1, the harmonic mean of precision and recall."),
        new("worstClass", AccuracyMetric.WorstClass, "Recall of the class with the least."),
        new("mse", AccuracyMetric.Mse, "Mean squared error against the labels, or against the dense model where there are "
            + "none."),
        new("mae", AccuracyMetric.Mae, "Mean absolute error, against the same."),
        new("r2", AccuracyMetric.R2, "Share of the labels' variance that the outputs explain."),
        new("psnr", AccuracyMetric.Psnr, "Peak signal-to-noise ratio in dB against the labels or the dense model, mean over samples."),
        new("siSdr", AccuracyMetric.SiSdr, "Scale-invariant signal-to-distortion ratio in dB, against the same, mean over samples."),
        new("cosine", AccuracyMetric.Cosine, "Cosine between output and labels or the dense model's output, mean over samples."),
        new("kl", AccuracyMetric.Kl, "Divergence of the pruned model's distribution over classes from the dense model's, in nats; needs "
            + "no labels."),
        new("map50", AccuracyMetric.Map50, "Mean average precision of detections that overlap by half or more."),
        new("map", AccuracyMetric.Map, "Mean average precision over overlaps of 0.5, 0.55, ... 0.95, as COCO has it."),
        new("miou", AccuracyMetric.Miou, "Mean over classes of intersection over union of pixels."),
        new("custom", AccuracyMetric.Custom, "What a program or an assembly of your own says."));

    public static ChoiceForm<AccuracyTest> Test { get; } = new(
        new("interval", AccuracyTest.Interval, "Passes where the threshold is kept, and fails where it is missed, at the confidence; else undecided."),
        new("point", AccuracyTest.Point, "The value measured on these samples decides, whatever others would give."));

    public static ChoiceForm<BoxFormat> BoxFormat { get; } = new(
        new("xyxy", Policy.BoxFormat.Xyxy, "Left, top, right, bottom."),
        new("cxcywh", Policy.BoxFormat.Cxcywh, "Centre, width and height."),
        new("xywh", Policy.BoxFormat.Xywh, "Left, top, width and height."));

    public static ChoiceForm<DetectionColumn> Column { get; } = new(
        new("box", DetectionColumn.Box, "Four numbers."),
        new("score", DetectionColumn.Score, "How sure the model is."),
        new("class", DetectionColumn.Class, "Class number, counted from 0."));

    public static ChoiceForm<Distribution> Distribution { get; } = new(
        new("auto", Policy.Distribution.Auto, "Probabilities where none is negative and they add up to 1, else logits."),
        new("logits", Policy.Distribution.Logits, "Scores that softmax makes probabilities of."),
        new("probabilities", Policy.Distribution.Probabilities, "As they are."));

    public static ChoiceForm<Better> Better { get; } = new(
        new("higher", Policy.Better.Higher, "Thresholds are maxDrop and min."),
        new("lower", Policy.Better.Lower, "Thresholds are maxRise and max."));
}
