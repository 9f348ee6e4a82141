using PruneOnBuild.Gates.Accuracy.Classes;
using PruneOnBuild.Gates.Accuracy.Detection;
using PruneOnBuild.Gates.Accuracy.Figures;
using PruneOnBuild.Gates.Accuracy.Metrics;
using PruneOnBuild.Policy;
using PruneOnBuild.Runtime;

namespace PruneOnBuild.Gates.Tests.Accuracy.Metrics;

/// <summary>The law of drawing: a metric over samples drawn so often is the metric of a data set that holds them so often.</summary>
public class DrawnTwiceTests
{
    private const int Count = 12;

    private static readonly int[] s_draws = [1, 0, 3, 1, 0, 2, 1, 1, 0, 1, 2, 0];

    public static TheoryData<string> Metrics => ["share", "macroF1", "worstClass", "mean", "r2", "exactMatch", "map", "miou"];

    [Theory]
    [MemberData(nameof(Metrics))]
    public void ASampleDrawnTwice_CountsAsTwo(string name)
    {
        var (outputs, labels) = Case(name);
        var drawn = Metric(name, Count, labels).Fed(outputs).Of(s_draws);
        var copied = Metric(name, s_draws.Sum(), labels.Drawn(s_draws)).Fed(outputs.Drawn(s_draws)).OfAll(s_draws.Sum());

        Assert.Equal(copied, drawn, precision: 9);
        Assert.NotEqual(Metric(name, Count, labels).Fed(outputs).OfAll(Count), drawn);
    }

    private static (Tensor Outputs, Tensor Labels) Case(string name)
    {
        var random = new Random(5);
        return name switch
        {
            "mean" or "r2" => (Feeding.Random(1, Count, 4), Feeding.Random(2, Count, 4)),
            "exactMatch" => (Tokens(5), Tokens(4)),
            "map" => (Boxes(6, hasScores: true), Boxes(6, hasScores: false)),
            "miou" => (Feeding.Random(7, Count, 3, 4, 5), Whole(8, 3, 20, 4, 5)),
            _ => (Feeding.Random(9, Count, 3), Whole(10, 3, 1)),
        };

        Tensor Tokens(int seed) => Tensor.Of([.. Enumerable.Range(0, Count).Select(sample => (float)(sample * seed % 4))], Count, 1);
        Tensor Whole(int seed, int classes, int each, params long[] dims) => Tensor.Of(
            [.. Enumerable.Range(0, Count * each).Select(_ => (float)random.Next(classes))], [Count, .. dims]);
        Tensor Boxes(int seed, bool hasScores) => Tensor.Of(
            [.. Enumerable.Range(0, Count * 5).SelectMany(index => Box(new Random(seed + index), hasScores))], Count, 5, hasScores ? 6 : 5);
        static float[] Box(Random random, bool hasScores)
        {
            float left = random.Next(20), top = random.Next(20), kind = random.Next(2);
            float[] box = [left, top, left + 10, top + 10];
            return hasScores ? [.. box.Select(edge => edge + random.Next(3)), (float)random.NextDouble(), kind] : [kind, .. box];
        }
    }

    private static IMetric Metric(string name, int samples, Tensor labels)
    {
        var read = Feeding.Labels(labels);
        var gate = Scores.Gate(AccuracyMetric.Map);
        return name switch
        {
            "mean" => new MeanMetric(new SquaredError(), isError: true, samples, read, 0, Feeding.Data),
            "r2" => new RSquaredMetric(samples, read, 0, Feeding.Data),
            "exactMatch" => new ExactMatchMetric(samples, read, null, 1, 0, Feeding.Data),
            "map" => new DetectionMetric(DetectionMetric.Coco, samples, read, 0, new DetectionLayout(gate, Feeding.Data)),
            "miou" => new SegmentationMetric(samples, read, 255, 0, Feeding.Data),
            _ => new ClassMetric(
                name switch { "share" => new ShareRight(), "macroF1" => new MacroF1(), _ => new WorstClass() },
                samples, read.Classes, 1, outputIsClass: false, Feeding.Data),
        };
    }
}
