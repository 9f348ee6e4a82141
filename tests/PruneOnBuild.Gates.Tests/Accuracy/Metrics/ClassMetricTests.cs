using PruneOnBuild.Gates.Accuracy.Classes;
using PruneOnBuild.Gates.Accuracy.Metrics;
using PruneOnBuild.Runtime;

namespace PruneOnBuild.Gates.Tests.Accuracy.Metrics;

public class ClassMetricTests
{
    private const int Count = 90;
    private const int Classes = 4;

    // Labels of class 3 are rare, and class 2 is never a label.
    private static readonly long[] s_labels = [.. Enumerable.Range(0, Count).Select(sample => sample % 17 == 0 ? 3L : sample % 2)];
    private static readonly Tensor s_scores = Biased();

    [Fact]
    public void MacroF1_EqualsTheNaiveTable()
    {
        var (named, expected) = (Named(), new List<double>());
        for (var kind = 0; kind < Classes; kind++)
        {
            double hits = Enumerable.Range(0, Count).Count(sample => s_labels[sample] == kind && named[sample] == kind);
            double precision = !named.Contains(kind) ? 0 : hits / named.Count(one => one == kind);
            double recall = !s_labels.Contains(kind) ? 0 : hits / s_labels.Count(one => one == kind);
            expected.Add(precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall));
        }

        Assert.Equal(expected.Average(), Metric(new MacroF1()).OfAll(Count), precision: 12);
        Assert.InRange(expected.Average(), 0.1, 0.9);
    }

    [Fact]
    public void WorstClass_EqualsTheNaiveTable_AndLeavesOutClassesWithoutLabels()
    {
        var named = Named();
        var expected = new[] { 0, 1, 3 }.Min(kind =>
            Enumerable.Range(0, Count).Count(sample => s_labels[sample] == kind && named[sample] == kind)
            / (double)s_labels.Count(label => label == kind));

        Assert.Equal(expected, Metric(new WorstClass()).OfAll(Count), precision: 12);
    }

    [Fact]
    public void OnlyTheClassesDrawn_Count()
    {
        int[] draws = [.. s_labels.Select(label => label == 1 ? 1 : 0)];
        var named = Named();
        var ones = Enumerable.Range(0, Count).Where(sample => s_labels[sample] == 1).ToArray();
        Assert.Equal(ones.Count(sample => named[sample] == 1) / (double)ones.Length, Metric(new WorstClass()).Of(draws), precision: 12);
    }

    [Fact]
    public void TheMargin_IsTheLabelsScoreOverTheBestOther()
    {
        var answer = new ClassMetric(new ShareRight(), 1, [1], 1, outputIsClass: false, Feeding.Data)
            .Fed(Tensor.Of([0.5f, 0.75f, -1], 1, 3)).AnswerOn(0);
        Assert.Equal((1, 0.25, true), (answer.Value, answer.Worth, answer.IsRight));
    }

    private static ClassMetric Metric(IClassFigure figure) =>
        new ClassMetric(figure, Count, [.. s_labels], 1, outputIsClass: false, Feeding.Data).Fed(s_scores);

    private static int[] Named()
    {
        var scores = s_scores.Floats().ToArray();
        return [.. scores.Chunk(Classes).Select(own => Array.IndexOf(own, own.Max()))];
    }

    private static Tensor Biased()
    {
        var noise = Feeding.Random(3, Count, Classes).Floats().ToArray();
        for (var sample = 0; sample < Count; sample++)
            noise[sample * Classes + s_labels[sample]] += 0.5f;
        return Tensor.Of(noise, Count, Classes);
    }
}
