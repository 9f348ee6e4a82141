using System.Collections.Immutable;
using PruneOnBuild.Gates.Accuracy.Classes;
using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Runtime;

namespace PruneOnBuild.Gates.Accuracy.Metrics;

/// <summary>
/// top1, topk, agreement, macroF1 and worstClass. An output of whole numbers with one value per sample is the class itself; any other output
/// holds one score per class.
/// </summary>
/// <param name="labels">Null for agreement, where the dense model's class is the right one.</param>
/// <param name="k">An answer is right where the label is among so many best classes.</param>
/// <param name="outputIsClass">The output is a class number, not scores.</param>
/// <param name="data">Where the labels came from.</param>
internal sealed class ClassMetric(
    IClassFigure figure, int samples, ImmutableArray<long>? labels, int k, bool outputIsClass, SourceLocation data) : IMetric
{
    private readonly ClassAnswer[] _answers = new ClassAnswer[samples];

    public void Add(int sample, SampleOutput given, SampleOutput dense)
    {
        var scores = given.Values;
        var label = labels is { } known ? Checked(known[sample], sample, scores.Length) : Class(dense.Values);
        _answers[sample] = outputIsClass
            ? new ClassAnswer(label, Class(scores), label == Class(scores), label == Class(scores) ? 1 : 0)
            : new ClassAnswer(label, Class(scores), ClassRank.Of((int)label, scores) < k, ClassRank.Margin((int)label, scores));
    }

    public double Of(ReadOnlySpan<int> draws) => figure.Of(_answers, draws);

    public SampleAnswer AnswerOn(int sample) => new(_answers[sample].Class, _answers[sample].Margin, _answers[sample].IsRight);

    private long Checked(long label, int sample, int classes) =>
        label >= 0 && (outputIsClass || label < classes) ? label : throw RuntimeErrors.LabelOutOfRange(data, sample, label, classes);

    private long Class(ReadOnlySpan<float> output) => outputIsClass ? (long)output[0] : ClassRank.Best(output);
}
