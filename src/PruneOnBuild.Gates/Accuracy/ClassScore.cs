using System.Collections.Immutable;
using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Runtime;

namespace PruneOnBuild.Gates.Accuracy;

/// <summary>
/// top1, topk and agreement: counts of right answers. An output of whole numbers with one value per sample is the class itself; any other
/// output holds one score per class.
/// </summary>
/// <param name="labels">Null for agreement, where the dense model's class is the right one.</param>
/// <param name="outputIsClass">The output is a class number, not scores.</param>
/// <param name="data">Where the labels came from.</param>
internal sealed class ClassScore(ImmutableArray<long>? labels, int k, bool outputIsClass, SourceLocation data) : ISampleScore
{
    private int _bothRight;
    private int _onlyDense;
    private int _onlyPruned;
    private int _bothWrong;

    public void Add(int sample, SampleOutput dense, SampleOutput pruned)
    {
        var label = labels is { } known ? Checked(known[sample], sample, dense.Values.Length) : Class(dense.Values);
        var denseRight = dense.IsUsable && (labels is null || IsRight(label, dense.Values));
        var prunedRight = pruned.IsUsable && (labels is null ? denseRight && Class(pruned.Values) == label : IsRight(label, pruned.Values));
        _ = (denseRight, prunedRight) switch
        {
            (true, true) => _bothRight++,
            (true, false) => _onlyDense++,
            (false, true) => _onlyPruned++,
            (false, false) => _bothWrong++,
        };
    }

    public AccuracyMeasurement Complete(AccuracyMeasurement measurement) =>
        measurement with { Outcomes = new PairedOutcomes(_bothRight, _onlyDense, _onlyPruned, _bothWrong) };

    private long Checked(long label, int sample, int classes) =>
        label >= 0 && (outputIsClass || label < classes) ? label : throw RuntimeErrors.LabelOutOfRange(data, sample, label, classes);

    private long Class(ReadOnlySpan<float> output) => outputIsClass ? (long)output[0] : ClassRank.Best(output);

    private bool IsRight(long label, ReadOnlySpan<float> output) =>
        outputIsClass ? (long)output[0] == label : ClassRank.Of((int)label, output) < k;
}
