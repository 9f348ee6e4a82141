using PruneOnBuild.Policy.Capabilities;
using PruneOnBuild.Policy.Grammar.Sections;

namespace PruneOnBuild.Policy;

/// <summary>The words that prune.yaml has for values, for messages, reports and keys of caches.</summary>
public static class PolicyWords
{
    public static string Word(this Hardware value) => Choices.Hardware.WordOf(value);

    public static string Word(this Intent value) => Choices.Intent.WordOf(value);

    public static string Word(this StoredValues value) => Choices.Values.WordOf(value);

    public static string Word(this Criterion value) => Choices.Criterion.WordOf(value);

    public static string Word(this Recovery value) => Choices.Recovery.WordOf(value);

    public static string Word(this Allocation value) => Choices.Allocation.WordOf(value);

    public static string Word(this AccuracyMetric value) => AccuracyChoices.Metric.WordOf(value);

    public static string Word(this AccuracyTest value) => AccuracyChoices.Test.WordOf(value);

    public static string Word(this BoxFormat value) => AccuracyChoices.BoxFormat.WordOf(value);

    public static string Word(this DetectionColumn value) => AccuracyChoices.Column.WordOf(value);

    public static string Word(this Distribution value) => AccuracyChoices.Distribution.WordOf(value);

    public static string Word(this Better value) => AccuracyChoices.Better.WordOf(value);

    public static string Word(this InconclusiveAction value) => Choices.Inconclusive.WordOf(value);

    public static string Word(this TensorLayout value) => Choices.Layout.WordOf(value);

    public static string Word(this ChannelOrder value) => DataChoices.Order.WordOf(value);

    public static string Word(this ResizeFilter value) => DataChoices.Filter.WordOf(value);

    public static string Word(this PadPlace value) => DataChoices.PadAt.WordOf(value);

    public static string Word(this NumberType value) => DataChoices.Type.WordOf(value);

    public static string Word(this GrayWeights value) => DataChoices.Gray.WordOf(value);

    public static string Word(this PcmEncoding value) => DataChoices.Encoding.WordOf(value);

    public static string Word(this WeightType value) => value switch
    {
        WeightType.Fp32 => "float32",
        WeightType.Fp16 => "float16",
        _ => "int8",
    };

    public static string Word(this GoalKind value) => GoalSection.WordOf(value);
}
