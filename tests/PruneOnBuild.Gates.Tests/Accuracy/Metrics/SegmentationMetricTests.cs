using PruneOnBuild.Gates.Accuracy.Metrics;
using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Runtime;

namespace PruneOnBuild.Gates.Tests.Accuracy.Metrics;

public class SegmentationMetricTests
{
    private const int Count = 9;
    private const int Pixels = 20;
    private const int Classes = 3;

    [Fact]
    public void MeanIntersectionOverUnion_EqualsTheNaiveCount_InEveryLayout()
    {
        var random = new Random(3);
        float[] labels = [.. Enumerable.Range(0, Count * Pixels).Select(pixel => pixel % 11 == 0 ? 255f : random.Next(Classes))];
        var scores = Feeding.Random(4, Count, Classes, 4, 5);
        var values = scores.Floats().ToArray();
        int[] named = [.. Enumerable.Range(0, Count * Pixels).Select(pixel => Enumerable.Range(0, Classes).MaxBy(kind => Score(pixel, kind)))];
        var expected = Enumerable.Range(0, Classes).Average(kind =>
        {
            var counted = Enumerable.Range(0, Count * Pixels).Where(pixel => labels[pixel] != 255).ToArray();
            double both = counted.Count(pixel => labels[pixel] == kind && named[pixel] == kind);
            return both / counted.Count(pixel => labels[pixel] == kind || named[pixel] == kind);
        });

        Assert.Equal(expected, Metric(labels).Fed(scores).OfAll(Count), precision: 12);
        Assert.Equal(expected, Metric(labels).Fed(Tensor.Of([.. named.Select(kind => (long)kind)], Count, 4, 5)).OfAll(Count), precision: 12);
        var last = Tensor.Of(
            [.. Enumerable.Range(0, Count * Pixels).SelectMany(pixel => Enumerable.Range(0, Classes).Select(kind => Score(pixel, kind)))],
            Count, 4, 5, Classes);
        Assert.Equal(expected, Metric(labels).Fed(last).OfAll(Count), precision: 12);

        float Score(int pixel, int kind) => values[(pixel / Pixels * Classes + kind) * Pixels + pixel % Pixels];
    }

    [Fact]
    public void AClassThatIsNowhere_DoesNotCount() =>
        Assert.Equal(1, new SegmentationMetric(1, Feeding.Labels(Tensor.Of([0f, 2, 2, 255], 1, 2, 2)), 255, 0, Feeding.Data)
            .Fed(Tensor.Of([0L, 2, 2, 1], 1, 2, 2)).OfAll(1));

    [Fact]
    public void WithoutAPixelThatCounts_ThereIsNoValue() =>
        Assert.Equal(double.NaN, new SegmentationMetric(1, Feeding.Labels(Tensor.Of([255f, 255], 1, 1, 2)), 255, 0, Feeding.Data)
            .Fed(Tensor.Of([0L, 2], 1, 1, 2)).OfAll(1));

    [Theory]
    [InlineData(7)]
    [InlineData(2)]
    public void AnOutputOfAnotherSize_IsAnError(int length) => AssertFault(Tensor.Of(new float[length], 1, length));

    [Fact]
    public void OneScoreForEachPixel_IsNoClass() => AssertFault(Tensor.Of([0.25f, 1, 2, 1], 1, 2, 2));

    private static void AssertFault(Tensor output) => Assert.Equal("POB4034", Assert.Single(Assert.Throws<PruneOnBuildException>(() =>
        new SegmentationMetric(1, Feeding.Labels(Tensor.Of([0f, 1, 1, 0], 1, 2, 2)), 255, 0, Feeding.Data).Fed(output)).Diagnostics).Code);

    private static SegmentationMetric Metric(float[] labels) =>
        new(Count, Feeding.Labels(Tensor.Of(labels, Count, 4, 5)), 255, 0, Feeding.Data);
}
